namespace CaseRecording.Web;

/// <summary>Every address of the program, once. Builders make links; the constants are the route templates.</summary>
public static class Routes
{
    public const string Home = "/";
    public const string SignIn = "/sign-in";
    public const string NewPassword = "/sign-in/new-password";
    public const string SignOut = "/sign-out";
    public const string Account = "/account";
    public const string ChangePassword = "/account/password";
    public const string SignOutEverywhere = "/account/sign-out-everywhere";
    public const string SessionAlive = "/session/alive";
    public const string Find = "/find";
    public const string NewChild = "/children/new";
    public const string Child = "/children/{childId:int}";
    public const string Timeline = Child + "/timeline";
    public const string Details = Child + "/details";
    public const string Identity = Details + "/identity";
    public const string Detail = Details + "/{kind:regex(^(address|school|placement|legalStatus)$)}";
    public const string Status = Details + "/status";
    public const string EndStatus = Status + "/{statusId:int}/end";
    public const string FirstReview = Status + "/{statusId:int}/review";
    public const string Reveal = Details + "/reveal";
    public const string Allocation = Child + "/allocation";
    public const string ReviewingOfficer = Allocation + "/reviewing-officer";
    public const string People = Child + "/people";
    public const string AddPerson = People + "/add";
    public const string FindPerson = AddPerson + "/find";
    public const string AddSibling = AddPerson + "/sibling";
    public const string Person = People + "/{linkId:int}";
    public const string PersonHome = Person + "/home";
    public const string AccessHistory = Child + "/access-history";
    public const string AccessHistoryOf = AccessHistory + "/{staffId:guid}";
    public const string AskForAccess = Child + "/ask";
    public const string Entry = Child + "/entries/{recordingId:long}";
    public const string TaskDone = Child + "/tasks/{taskId:int}/done";
    public const string NewSafeguarding = Child + "/safeguarding/new";
    public const string Safeguarding = Child + "/safeguarding/{reportId:int}";
    public const string WithdrawSafeguarding = Safeguarding + "/withdraw";
    public const string AcknowledgeSafeguarding = "/safeguarding/{reportId:int}/acknowledge";
    public const string SafeguardingWaiting = "/safeguarding/waiting";
    public const string Plan = Child + "/plan";
    public const string NewPlan = Plan + "/new";
    public const string OnePlan = Plan + "/{planId:int}";
    public const string PlanIdentity = OnePlan + "/identity";
    public const string EndPlan = OnePlan + "/end";
    public const string NewGoal = OnePlan + "/goals/new";
    public const string Goal = Plan + "/goals/{goalId:int}";
    public const string ChangeGoal = Goal + "/change";
    public const string EndGoal = Goal + "/end";
    public const string NewStep = Goal + "/steps/new";
    public const string Step = Plan + "/steps/{stepId:int}";
    public const string CloseStep = Step + "/close";
    public const string RecordAudit = Child + "/audits/{auditId:int}";
    public const string RemedialAction = RecordAudit + "/actions/{actionId:int}/{step:regex(^(done|confirm|send-back|change)$)}";
    public const string ChangeEntry = Entry + "/edit";
    public const string MoveEntry = Entry + "/move";
    public const string Visits = Child + "/visits";
    public const string Notes = Child + "/notes";
    public const string Decisions = Child + "/decisions";
    public const string Reviews = Child + "/reviews";
    public const string Supervisions = Child + "/supervisions";
    public const string Oversights = Child + "/oversights";
    public const string Reflections = Child + "/reflections";
    public const string ProgressSummaries = Child + "/progress-summaries";
    public const string TransferSummaries = Child + "/transfer-summaries";
    public const string ClosingSummaries = Child + "/closing-summaries";
    public const string AcknowledgeTransfer = Child + "/transfers/{transferId:int}/acknowledge";
    public const string Closing = Child + "/closing";
    public const string Reopening = Child + "/reopening";
    public const string Summaries = Child + "/summaries";
    public const string EntryLinks = Child + "/entry-links";
    public const string Advice = Child + "/advice/{form:regex(^(visit|note|decision|summary|supervision|oversight|reflection|review|progress|transfer|closing)$)}/{draftId:guid}";
    public const string LeaveAdvice = Advice + "/leave";
    public const string Twin = Entry + "/twin/{draftId:guid}";
    public const string DraftKey = "/drafts/key";
    public const string Draft = "/drafts/{draftId:guid}";
    public const string DiscardDraft = Draft + "/discard";
    public const string DiscardedDrafts = "/drafts/discarded";
    public const string BringBackDraft = Draft + "/bring-back";
    public const string LeftDrafts = "/team/{teamId:int}/drafts";
    public const string TakeOverDraft = LeftDrafts + "/{draftId:guid}";
    public const string Deputies = "/team/{teamId:int}/deputies";
    public const string EndDeputy = Deputies + "/{delegationId:int}/end";
    public const string Samples = "/audits";
    public const string TeamSamples = "/team/{teamId:int}/audits";
    public const string Sample = Samples + "/{sampleId:int}";
    public const string SampleFile = Sample + "/csv";
    public const string GiveAudit = Sample + "/records/{auditId:int}/auditor";
    public const string SignOffQueue = "/sign-off";
    public const string Team = "/team";
    public const string MyClocks = "/my-work/clocks";
    public const string ClocksOfTeam = Team + "/{teamId:int}/clocks";
    public const string Figures = "/figures";
    public const string Returns = "/returns";
    public const string ReturnFile = Returns + "/file";
    public const string TeamFigures = Team + "/{teamId:int}/figures";
    public const string FigureRows = TeamFigures + "/{figure}";
    public const string FigureFile = FigureRows + "/csv";
    public const string AcknowledgeAlert = Team + "/{teamId:int}/alerts/{alertId:int}/acknowledge";
    public const string Duty = "/duty";
    public const string Requests = "/requests";
    public const string NewRequest = Requests + "/new";
    /// <summary>A child found, whose record is not opened: not a page of the record .</summary>
    public const string NewRequestFor = NewRequest + "/{foundId:int}";
    public const string Request = Requests + "/{requestId:int}";
    public const string CloseRequest = Request + "/close";
    public const string Exports = Request + "/exports";
    public const string ExportProgress = Exports + "/{exportId:guid}/progress";
    public const string CancelExport = Exports + "/{exportId:guid}/cancel";
    public const string DownloadExport = Exports + "/{exportId:guid}/download";
    public const string GovernedCorrections = Requests + "/corrections";
    public const string NewGovernedCorrection = GovernedCorrections + "/new/{foundId:int}";
    public const string GovernedCorrection = GovernedCorrections + "/{correctionId:int}";
    public const string StepOfGovernedCorrection = GovernedCorrection + "/steps";
    public const string EntryOfCorrection = GovernedCorrection + "/entry";
    public const string DecideCorrection = GovernedCorrection + "/decide";
    public const string Corrections = Child + "/corrections";
    public const string NewCorrection = Corrections + "/new";
    public const string Correction = Corrections + "/{correctionId:int}";
    public const string StepOfCorrection = Correction + "/steps";
    public const string Admin = "/admin";
    public const string AdminPeople = Admin + "/people";
    public const string AdminNewPerson = AdminPeople + "/new";
    public const string AdminPerson = AdminPeople + "/{staffId:guid}";
    public const string AdminTeams = Admin + "/teams";
    public const string AdminNewTeam = AdminTeams + "/new";
    public const string AdminTeam = AdminTeams + "/{teamId:int}";
    public const string AdminPolicy = Admin + "/policy";
    public const string AdminSetting = AdminPolicy + "/{key}";
    public const string AdminWords = Admin + "/words";
    public const string AdminWordList = AdminWords + "/{list:regex(^(abbreviations|legal-terms|jargon|labels|offensive|minimising|judgement|unowned-opinion|not-for-the-record|emails)$)}";
    public const string AdminNewWord = AdminWordList + "/new";
    public const string AdminWord = AdminWordList + "/entry/{key}";
    public const string AdminRemoveWord = AdminWord + "/remove";
    public const string Templates = "/templates";
    public const string NewTemplate = Templates + "/new";
    public const string Template = Templates + "/{id:guid}";
    public const string RetireTemplate = Template + "/retire";
    public const string BringBackTemplate = Template + "/bring-back";
    public const string Examples = "/examples";
    public const string ExamplesWaiting = Examples + "/waiting";
    public const string CheckExample = Examples + "/{exampleId:guid}/check";
    public const string WithdrawExample = Examples + "/{exampleId:guid}/withdraw";
    public const string NewExample = Entry + "/example";
    public const string PrepareExample = Child + "/examples/{exampleId:guid}";
    public const string Forms = "/forms";
    public const string ApproveForms = Forms + "/approve";
    public const string Form = Forms + "/{form:regex(^(visit|note|decision|summary|supervision|oversight|reflection|review|progress|transfer|closing)$)}";
    public const string NewForm = Form + "/new";
    public const string FormVersion = Form + "/{number:int}";
    public const string DecideForm = FormVersion + "/decide";
    public const string WithdrawForm = FormVersion + "/withdraw";
    public const string Restrictions = Child + "/restrictions";
    public const string Conflicts = Restrictions + "/conflicts";
    public const string WithdrawConflict = Conflicts + "/{staffId:guid}/withdraw";
    public const string Audit = "/audit";
    public const string AuditCheck = Audit + "/check";
    public const string Live = "/health/live";
    public const string Ready = "/health/ready";

    public static string ToChild(int childId) => $"/children/{childId}";

    public static string ToDetails(int childId) => $"/children/{childId}/details";

    public static string ToPeople(int childId) => $"/children/{childId}/people";

    public static string ToAllocation(int childId) => $"/children/{childId}/allocation";

    /// <summary>Everything that runs out for a team.</summary>
    public static string ToClocks(int teamId) => $"{Team}/{teamId}/clocks";

    public static string ToFigures(int teamId) => $"{Team}/{teamId}/figures";

    /// <summary>The rows of a figure in one month.</summary>
    public static string ToFigureRows(int teamId, object figure, DateOnly month) => $"{ToFigures(teamId)}/{figure}?month={month:yyyy-MM}";

    public static string ToFigureFile(int teamId, object figure, DateOnly month) => $"{ToFigures(teamId)}/{figure}/csv?month={month:yyyy-MM}";

    public static string ToTimeline(int childId) => $"/children/{childId}/timeline";

    public static string ToAsk(int childId) => $"/children/{childId}/ask";

    public static string ToEntry(int childId, long recordingId) => $"/children/{childId}/entries/{recordingId}";

    /// <summary>The page that moves an entry to the record it belongs on .</summary>
    public static string ToMove(int childId, long recordingId) => $"{ToEntry(childId, recordingId)}/move";

    public static string ToTaskDone(int childId, int taskId) => $"/children/{childId}/tasks/{taskId}/done";

    public static string ToPlan(int childId) => $"/children/{childId}/plan";

    public static string ToPlan(int childId, int planId) => $"/children/{childId}/plan/{planId}";

    public static string ToGoal(int childId, int goalId) => $"/children/{childId}/plan/goals/{goalId}";

    public static string ToStep(int childId, int stepId) => $"/children/{childId}/plan/steps/{stepId}";

    /// <summary>Where a safeguarding concern is reported (T-05), and the draft to go back to.</summary>
    public static string ToReport(int childId, string? form = null, Guid? draftId = null, long? recordingId = null) =>
        $"/children/{childId}/safeguarding/new{(draftId is { } draft ? $"?form={form}&draft={draft}{(recordingId is { } entry ? $"&entry={entry}" : null)}" : null)}";

    public static string ToSafeguarding(int childId, int reportId) => $"/children/{childId}/safeguarding/{reportId}";

    public static string ToRequest(int requestId) => $"/requests/{requestId}";

    /// <summary>An export of a request: what is download, cancel or progress.</summary>
    public static string ToExport(int requestId, Guid exportId, string what) => $"/requests/{requestId}/exports/{exportId}/{what}";

    /// <summary>Requests to correct a child's record (F-04).</summary>
    public static string ToCorrections(int childId) => $"/children/{childId}/corrections";

    public static string ToCorrection(int childId, int correctionId) => $"/children/{childId}/corrections/{correctionId}";

    /// <summary>The form that takes one in, about an entry where one is meant.</summary>
    public static string ToNewCorrection(int childId, long? recordingId = null) => $"/children/{childId}/corrections/new{(recordingId is { } id ? $"?entry={id}" : null)}";

    /// <summary>The same request as information governance works on it.</summary>
    public static string ToGovernedCorrection(int correctionId) => $"/requests/corrections/{correctionId}";

    public static string ToAccessHistory(int childId) => $"/children/{childId}/access-history";

    /// <summary>Where a good example is begun from an entry .</summary>
    public static string ToNewExample(int childId, long recordingId) => $"{ToEntry(childId, recordingId)}/example";

    /// <summary>Where its proposer prepares it.</summary>
    public static string ToExample(int childId, Guid exampleId) => $"/children/{childId}/examples/{exampleId}";

    public static string ToCheckExample(Guid exampleId) => $"{Examples}/{exampleId}/check";

    public static string ToWithdrawExample(Guid exampleId) => $"{Examples}/{exampleId}/withdraw";

    /// <summary>A recording form's versions.</summary>
    public static string ToForms(Core.Recording.RecordingKind kind) => $"{Forms}/{Core.Recording.RecordingForm.FormOf(kind)}";

    /// <summary>A version of a recording form .</summary>
    public static string ToForm(Core.Recording.RecordingKind kind, int number) => $"{ToForms(kind)}/{number}";

    public static string ToRestrictions(int childId) => $"/children/{childId}/restrictions";

    public static string ToPerson(Guid staffId) => $"{AdminPeople}/{staffId}";

    public static string ToSetting(string key) => $"{AdminPolicy}/{key}";

    /// <summary>One of the council's lists of words.</summary>
    public static string ToWordList(string list) => $"{AdminWords}/{list}";

    /// <summary>A line of a list.</summary>
    public static string ToWord(string list, string key) => $"{AdminWords}/{list}/entry/{Uri.EscapeDataString(key)}";

    /// <summary>A template or phrase.</summary>
    public static string ToTemplate(Guid id) => $"{Templates}/{id}";

    /// <summary>Where a form asks for writing advice.</summary>
    public static string ToAdvice(int childId, string form, Guid draftId) => $"/children/{childId}/advice/{form}/{draftId}";

    /// <summary>A text of a draft beside the earlier entry that says much the same (N-11).</summary>
    public static string ToTwin(int childId, long recordingId, Guid draftId, string field) => $"{ToEntry(childId, recordingId)}/twin/{draftId}?field={Uri.EscapeDataString(field)}";

    /// <summary>The page that writes a recording; form as RecordingForm has it.</summary>
    public static string ToNew(int childId, string form) => $"/children/{childId}/{Many(form)}/new";

    /// <summary>Samples of a team, or of all.</summary>
    public static string ToSamples(int? teamId) => teamId is { } team ? $"/team/{team}/audits" : Samples;

    public static string ToSample(int sampleId) => $"{Samples}/{sampleId}";

    /// <summary>Where it is said who audits a record of a sample.</summary>
    public static string ToGiveAudit(int sampleId, int auditId) => $"{Samples}/{sampleId}/records/{auditId}/auditor";

    public static string ToRecordAudit(int childId, int auditId) => $"/children/{childId}/audits/{auditId}";

    /// <summary>Something to be put right: step is done, confirm, send-back or change.</summary>
    public static string ToRemedial(int childId, int auditId, int actionId, string step) => $"{ToRecordAudit(childId, auditId)}/actions/{actionId}/{step}";

    public static string ToClosing(int childId) => $"/children/{childId}/closing";

    /// <summary>Where the receiving worker acknowledges a hand-over (S-06).</summary>
    public static string ToAcknowledge(int childId, int transferId) => $"/children/{childId}/transfers/{transferId}/acknowledge";

    /// <summary>The same, with the entry that led to it chosen (D-06).</summary>
    public static string ToNewFrom(int childId, string form, long causeId) => $"{ToNew(childId, form)}?cause={causeId}";

    /// <summary>The page of one draft.</summary>
    public static string ToDraft(int childId, string form, Guid draftId) => $"/children/{childId}/{Many(form)}/{draftId}";

    /// <summary>The page on which an author changes an entry that is not final, or was returned.</summary>
    public static string ToChange(int childId, long recordingId) => $"{ToEntry(childId, recordingId)}/edit";

    /// <summary>The page on which a draft is written, of a new entry or of one being changed.</summary>
    public static string ToWrite(int childId, string form, long? recordingId, Guid draftId) =>
        recordingId is { } id ? $"{ToChange(childId, id)}/{draftId}" : ToDraft(childId, form, draftId);

    private static string Many(string form) => form switch { "summary" => "summaries", "progress" or "transfer" or "closing" => form + "-summaries", _ => form + "s" };
}
