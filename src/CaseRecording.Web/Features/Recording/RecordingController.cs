using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Recording;
using CaseRecording.Web.Features.WritingAdvice;
using CaseRecording.Web.Security;
using CaseRecording.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace CaseRecording.Web.Features.Recording;

/// <summary>What the controllers of recording forms need.</summary>
public sealed record RecordingTools(RecordingFactsQuery Facts, DraftService Drafts, RecordingService Recordings, ChildAccess Access, ViewAudit Views, RequestContext Request, Core.People.PeopleService People, WritingChecks Writing, FormFilling Filling);

/// <summary>Shows the page of a draft, keeps what it posts before anything is judged, and saves it to the record. Derived classes say which.</summary>
public abstract class RecordingController(RecordingTools tools) : Controller
{
    private const string Folder = "/Features/Recording/";

    protected RecordingTools Tools => tools;

    private Core.ActionContext Current => tools.Request.Current;

    /// <summary>The page, with the draft's fields where there is a draft, else with what is known already.</summary>
    protected async Task<IActionResult> ShowAsync(RecordingKind kind, int childId, Guid draftId, EntryFact? entry = null)
    {
        await tools.Recordings.RequireDeciderAsync(Current, kind, HttpContext.RequestAborted);
        var draft = await tools.Drafts.FindAsync(Current, draftId, HttpContext.RequestAborted);
        if (draft is null ? await tools.Drafts.ExistsAsync(draftId, HttpContext.RequestAborted) : !IsFor(draft, kind, childId, entry)) return NotFound();
        if (draft?.FinishedAtUtc is not null) return Finished(draft);
        var led = draft is null && long.TryParse(Request.Query["cause"], out var cause) && RecordingForm.HasCauses(kind) ? new Dictionary<string, string[]>(StringComparer.Ordinal) { [$"child-{childId}-causes"] = [$"{cause}"] } : null;
        var facts = await tools.Facts.LoadAsync(childId, kind, entry, draft?.Fields ?? led);
        var fields = Prefill.For(facts, kind, draft?.CreatedAtUtc ?? Current.NowUtc);
        foreach (var (name, values) in draft?.Fields ?? led ?? []) fields[name] = values;
        return Page(new RecordingPage(facts, kind, draftId, fields, Current.NowUtc) { DraftVersion = draft?.Version ?? 0, SavedAtUtc = draft?.SavedAtUtc });
    }

    /// <summary>Keeps what was posted, then does what the button says.</summary>
    protected async Task<IActionResult> SaveAsync(RecordingKind kind, int childId, Guid draftId, EntryFact? entry = null)
    {
        await tools.Recordings.RequireDeciderAsync(Current, kind, HttpContext.RequestAborted);
        var posted = await PostedForm.ReadAsync(Request);
        var begin = new DraftStart(childId, RecordingForm.FormOf(kind), entry?.Recording.Id);
        var (outcome, draft) = await tools.Drafts.PostAsync(Current, draftId, begin, posted.OpenedVersion, posted.Fields, HttpContext.RequestAborted);
        if (outcome == AutosaveOutcome.NotFound || (draft is not null && !IsFor(draft, kind, childId, entry))) return NotFound();
        if (outcome == AutosaveOutcome.Gone) return draft is null ? NotFound() : Finished(draft);

        var facts = await tools.Facts.LoadAsync(childId, kind, entry, posted.Fields);
        if (outcome == AutosaveOutcome.TooMuch)
        {
            ModelState.AddModelError("", "This is more than a draft holds, so it was not saved. What you had saved before is still there. Shorten the longest text below");
            Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return Page(new RecordingPage(facts, kind, draftId, posted.Fields, Current.NowUtc) { DraftVersion = posted.OpenedVersion });
        }

        if (outcome == AutosaveOutcome.Conflict)
        {
            return Changed(facts, kind, draft!, posted.Fields, draft!.Fields);
        }

        return posted.Button switch
        {
            "leave" => Redirect(Routes.Home),
            "report" => Redirect(Routes.ToReport(childId, RecordingForm.FormOf(kind), draftId, entry?.Recording.Id)),
            // A summary is a draft or the page in force: between them is nothing to read, and nothing to be sure of.
            "save" or "finalise" when kind.IsSummary() => await ToRecordAsync(kind, facts, draft!, finalise: true, confirmed: true),
            "save" => await ToRecordAsync(kind, facts, draft!, finalise: false),
            "finalise" => await ToRecordAsync(kind, facts, draft!, finalise: true),
            "findProfessional" => Page(PageOf(facts, kind, draft!, found: await FoundAsync(facts, Request.Form["_professional"].ToString().Trim()))),
            var button when FormFilling.IsAsked(button) => await FillAsync(kind, facts, draft!, begin, button, entry),
            var button when WritingChecks.IsAsked(button) => await CheckAsync(kind, facts, draft!, begin, button),
            _ => Page(PageOf(facts, kind, draft!, morePeople: posted.Button == "morePeople", moreActions: posted.Button == "moreActions")),
        };
    }

    /// <summary>Finalises what the draft holds, after the page that says what finalising means.</summary>
    protected async Task<IActionResult> FinaliseAsync(RecordingKind kind, int childId, Guid draftId, long version, EntryFact? entry = null)
    {
        var draft = await tools.Drafts.FindAsync(Current, draftId, HttpContext.RequestAborted);
        if (draft is null || !IsFor(draft, kind, childId, entry)) return NotFound();
        if (draft.FinishedAtUtc is not null) return Finished(draft);
        var facts = await tools.Facts.LoadAsync(childId, kind, entry, draft.Fields);
        var answers = (await PostedForm.ReadAsync(Request)).Fields;
        return draft.Version == version ? await ToRecordAsync(kind, facts, draft, finalise: true, confirmed: true, answers) : Page(PageOf(facts, kind, draft));
    }

    /// <summary>Puts in what is ready: a template's texts, or the people of the last visit.</summary>
    private async Task<IActionResult> FillAsync(RecordingKind kind, RecordingFacts facts, Draft draft, DraftStart begin, string button, EntryFact? entry)
    {
        var chosen = Request.Form[FormFilling.Chosen].ToString();
        if (button == FormFilling.Template && chosen.Length == 0)
        {
            ModelState.AddModelError(FormFilling.Chosen, "Choose a template");
            return Page(PageOf(facts, kind, draft));
        }

        if (await tools.Filling.ActAsync(Current, kind, facts, draft, begin, button, chosen, HttpContext.RequestAborted) is not { } done) return NotFound();
        if (button == FormFilling.SamePeople) facts = await tools.Facts.LoadAsync(facts.ChildId, kind, entry, done.Draft.Fields);
        var page = PageOf(facts, kind, done.Draft);
        page.Notice = done.Notice;
        return Page(page);
    }

    /// <summary>Writing advice without script: on this page, with everything typed.</summary>
    private async Task<IActionResult> CheckAsync(RecordingKind kind, RecordingFacts facts, Draft draft, DraftStart begin, string button)
    {
        draft = await tools.Writing.ActAsync(Current, kind, draft, begin, button, HttpContext.RequestAborted);
        var page = PageOf(facts, kind, draft);
        page.Advice = await tools.Writing.AdviseAsync(Current, kind, draft, HttpContext.RequestAborted);
        return Page(page);
    }

    private async Task<IActionResult> ToRecordAsync(RecordingKind kind, RecordingFacts facts, Draft draft, bool finalise, bool confirmed = false, IReadOnlyDictionary<string, string[]>? answers = null)
    {
        var page = PageOf(facts, kind, draft);
        var (input, troubles) = page.Reading;
        if (answers is not null) input = page.Confirmed(answers);
        foreach (var trouble in troubles) ModelState.AddModelError(trouble.Field, trouble.Sentence);
        try
        {
            if (!ModelState.IsValid || (finalise && !confirmed))
            {
                await ModelState.TryAsync(async () => ModelState.Add(await tools.Recordings.CheckAsync(Current, draft.Id, input, finalise, HttpContext.RequestAborted)));
                return ModelState.IsValid ? View(Folder + "Confirm.cshtml", page) : Page(page);
            }

            var id = 0L;
            IReadOnlyList<PersonToAdd> add = answers is null ? [] : page.PeopleToAdd(answers);
            if (await ModelState.TryAsync(async () => id = await tools.Recordings.SaveAsync(Current, draft.Id, input, finalise, add, HttpContext.RequestAborted)))
            {
                return Redirect(kind == RecordingKind.CaseNoteSummary ? Routes.ToChild(facts.ChildId) : Routes.ToEntry(facts.ChildId, id));
            }

            if (answers is null || !ModelState.All(e => e.Value!.Errors.Count == 0 || e.Key.StartsWith("addPerson", StringComparison.Ordinal))) return Page(page);
            ViewData.SetFormValues(answers);
            return View(Folder + "Confirm.cshtml", page);
        }
        catch (EditedMeanwhileException)
        {
            return Changed(facts, kind, draft, draft.Fields, Prefill.For(facts, kind, Current.NowUtc));
        }
    }

    /// <summary>Both texts: what this page holds, and what was saved meanwhile. Sent again, the page's text is taken.</summary>
    private ViewResult Changed(RecordingFacts facts, RecordingKind kind, Draft draft, IReadOnlyDictionary<string, string[]> mine, IReadOnlyDictionary<string, string[]> theirs)
    {
        var fields = new Dictionary<string, string[]>(mine, StringComparer.Ordinal);
        if (theirs.TryGetValue("basedOn", out var version)) fields["basedOn"] = version;
        ModelState.AddModelError("", "This was changed on another page or device while you wrote. Both texts are below: choose, then save again");
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page(new RecordingPage(facts, kind, draft.Id, fields, Current.NowUtc)
        {
            DraftVersion = draft.Version,
            SavedAtUtc = draft.SavedAtUtc,
            Differences = Difference.Between(facts, kind, mine, theirs),
        });
    }

    private RecordingPage PageOf(RecordingFacts facts, RecordingKind kind, Draft draft, bool morePeople = false, bool moreActions = false, ProfessionalsFound? found = null)
    {
        var page = new RecordingPage(facts, kind, draft.Id, draft.Fields, Current.NowUtc);
        return new RecordingPage(facts, kind, draft.Id, draft.Fields, Current.NowUtc)
        {
            DraftVersion = draft.Version,
            SavedAtUtc = draft.SavedAtUtc,
            Found = found,
            MorePeople = morePeople ? page.Rows("other", 1).Shown + 3 : 0,
            MoreActions = moreActions ? page.Rows("action", 1).Shown + 3 : 0,
        };
    }

    /// <summary>Professionals by name or organisation, to be ticked.</summary>
    private async Task<ProfessionalsFound> FoundAsync(RecordingFacts facts, string text) => new(text, text.Length < 2 ? [] :
        [.. (await tools.People.ProfessionalsAsync(facts.ChildId, text, HttpContext.RequestAborted)).Where(p => !facts.Known.ContainsKey(p.PersonId))]);

    private ViewResult Page(RecordingPage page)
    {
        var values = new Dictionary<string, string[]>(page.Fields, StringComparer.Ordinal);
        // What was looked for is no part of the draft, and is there again all the same.
        if (Request.HasFormContentType && Request.Form.TryGetValue("_professional", out var sought)) values["_professional"] = [sought.ToString()];
        ViewData.SetFormValues(values);
        return View(page.IsSummary ? "/Features/Summary/Form.cshtml" : page.Kind.IsSummary() ? "/Features/Summary/Paper.cshtml" : Folder + "Form.cshtml", page);
    }

    /// <summary>A draft that became an entry leads to it; one that was discarded says so.</summary>
    private IActionResult Finished(Draft draft)
    {
        if (!draft.Discarded && draft.RecordingId is { } id) return Redirect(Routes.ToEntry(draft.ChildId, id));
        Response.StatusCode = StatusCodes.Status410Gone;
        return View("/Features/Shared/Refused.cshtml", new[] { "You discarded this draft." });
    }

    /// <summary>In order of time, so that the table's index grows at its end.</summary>
    protected Guid NewDraftId() => Guid.CreateVersion7(new DateTimeOffset(Current.NowUtc, TimeSpan.Zero));

    private static bool IsFor(Draft draft, RecordingKind kind, int childId, EntryFact? entry) =>
        draft.ChildId == childId && draft.Form == RecordingForm.FormOf(kind) && (draft.FinishedAtUtc is not null || draft.RecordingId == entry?.Recording.Id);
}

/// <summary>New entries of one kind.</summary>
public abstract class NewRecordingController(RecordingTools tools, RecordingKind kind) : RecordingController(tools)
{
    /// <summary>Begins: carries on with a draft where there is one, unless another is asked for.</summary>
    [HttpGet("new")]
    public async Task<IActionResult> New(int childId, bool another, long? cause)
    {
        await Tools.Recordings.RequireDeciderAsync(Tools.Request.Current, kind, HttpContext.RequestAborted);
        var form = RecordingForm.FormOf(kind);
        var open = another ? [] : await Tools.Drafts.OpenAsync(Tools.Request.Current, childId, form, null, HttpContext.RequestAborted);
        if (open.Count == 0) return Redirect(Routes.ToDraft(childId, form, NewDraftId()) + (cause is { } led ? $"?cause={led}" : null));
        if (kind.IsSummary()) return Redirect(Routes.ToDraft(childId, form, open[0].Id)); // there is but one page to write
        var facts = await Tools.Facts.LoadAsync(childId, kind);
        return View("/Features/Recording/CarryOn.cshtml", new CarryOnModel(facts.Bar, facts.Name, form,
            [.. open.Select(d => new CarryOnDraft(Routes.ToDraft(childId, form, d.Id), d.Fields.GetValueOrDefault("title")?.FirstOrDefault()?.Trim(), d.CreatedAtUtc, d.SavedAtUtc))]));
    }

    [HttpGet("{draftId:guid}")]
    public Task<IActionResult> Show(int childId, Guid draftId) => ShowAsync(kind, childId, draftId);

    [HttpPost("{draftId:guid}"), BodyLimit(BodyLimitAttribute.Recording)]
    public Task<IActionResult> Save(int childId, Guid draftId) => SaveAsync(kind, childId, draftId);

    [HttpPost("{draftId:guid}/finalise")]
    public Task<IActionResult> Finalise(int childId, Guid draftId, [FromForm(Name = "_version")] long version) => FinaliseAsync(kind, childId, draftId, version);
}

/// <summary>Visits and assessment sessions.</summary>
[Route(Routes.Visits), ChildAccess(AccessLevel.Record)]
public sealed class VisitsController(RecordingTools tools) : NewRecordingController(tools, RecordingKind.Visit);

/// <summary>Every other contact.</summary>
[Route(Routes.Notes), ChildAccess(AccessLevel.Record)]
public sealed class NotesController(RecordingTools tools) : NewRecordingController(tools, RecordingKind.CaseNote);

/// <summary>Decision records, for a team manager or above (D-01).</summary>
[Route(Routes.Decisions), ChildAccess(AccessLevel.Record)]
public sealed class DecisionsController(RecordingTools tools) : NewRecordingController(tools, RecordingKind.Decision);

/// <summary>Supervision about the child, for a team manager or above (D-05).</summary>
[Route(Routes.Supervisions), ChildAccess(AccessLevel.Record)]
public sealed class SupervisionsController(RecordingTools tools) : NewRecordingController(tools, RecordingKind.Supervision);

/// <summary>Management oversight, for a team manager or above (D-06).</summary>
[Route(Routes.Oversights), ChildAccess(AccessLevel.Record)]
public sealed class OversightsController(RecordingTools tools) : NewRecordingController(tools, RecordingKind.Oversight);

/// <summary>Reflective case discussions, for the team coordinator or manager (D-07).</summary>
[Route(Routes.Reflections), ChildAccess(AccessLevel.Record)]
public sealed class ReflectionsController(RecordingTools tools) : NewRecordingController(tools, RecordingKind.ReflectiveDiscussion);

/// <summary>Core groups and reviews of plans (P-02).</summary>
[Route(Routes.Reviews), ChildAccess(AccessLevel.Record)]
public sealed class ReviewsController(RecordingTools tools) : NewRecordingController(tools, RecordingKind.PlanReview);

/// <summary>Three-month progress summaries (S-05).</summary>
[Route(Routes.ProgressSummaries), ChildAccess(AccessLevel.Record)]
public sealed class ProgressSummariesController(RecordingTools tools) : NewRecordingController(tools, RecordingKind.ProgressSummary);

/// <summary>Transfer summaries (S-06).</summary>
[Route(Routes.TransferSummaries), ChildAccess(AccessLevel.Record)]
public sealed class TransferSummariesController(RecordingTools tools) : NewRecordingController(tools, RecordingKind.TransferSummary);

/// <summary>Closing summaries (S-06).</summary>
[Route(Routes.ClosingSummaries), ChildAccess(AccessLevel.Record)]
public sealed class ClosingSummariesController(RecordingTools tools) : NewRecordingController(tools, RecordingKind.ClosingSummary);

/// <summary>New versions of the one-page summary (S-01).</summary>
[Route(Routes.Summaries), ChildAccess(AccessLevel.Record)]
public sealed class SummariesController(RecordingTools tools) : NewRecordingController(tools, RecordingKind.CaseNoteSummary);

/// <summary>An entry of one's own that is not final, or was returned.</summary>
[Route(Routes.ChangeEntry), ChildAccess(AccessLevel.Record)]
public sealed class ChangeEntryController(RecordingTools tools) : RecordingController(tools)
{
    /// <summary>Begins to change it, or carries on.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Change(int childId, long recordingId)
    {
        if (await EntryAsync(childId, recordingId) is not { } entry) return NotFound();
        if (entry.Recording.State is RecordingState.Final or RecordingState.SignedOff) return Redirect(Routes.ToEntry(childId, recordingId));
        var open = await Tools.Drafts.OpenAsync(Tools.Request.Current, childId, RecordingForm.FormOf(entry.Recording.Kind), recordingId, HttpContext.RequestAborted);
        return Redirect(Routes.ToWrite(childId, RecordingForm.FormOf(entry.Recording.Kind), recordingId, open.Count > 0 ? open[0].Id : NewDraftId()));
    }

    [HttpGet("{draftId:guid}")]
    public async Task<IActionResult> Show(int childId, long recordingId, Guid draftId)
    {
        if (await EntryAsync(childId, recordingId) is not { } entry) return NotFound();
        // The page shows every child's part, so it is a view of each of their records.
        foreach (var other in entry.Recording.Children.Where(c => c.ChildId != childId))
        {
            await Tools.Views.RecordAsync(Tools.Request.Current, AuditAction.Viewed, other.ChildId, recordingId, Routes.ChangeEntry);
        }

        return await ShowAsync(entry.Recording.Kind, childId, draftId, entry);
    }

    [HttpPost("{draftId:guid}"), BodyLimit(BodyLimitAttribute.Recording)]
    public async Task<IActionResult> Save(int childId, long recordingId, Guid draftId) =>
        await EntryAsync(childId, recordingId) is { } entry ? await SaveAsync(entry.Recording.Kind, childId, draftId, entry) : NotFound();

    [HttpPost("{draftId:guid}/finalise")]
    public async Task<IActionResult> Finalise(int childId, long recordingId, Guid draftId, [FromForm(Name = "_version")] long version) =>
        await EntryAsync(childId, recordingId) is { } entry ? await FinaliseAsync(entry.Recording.Kind, childId, draftId, version, entry) : NotFound();

    /// <summary>The entry, if it is this person's own and they may record for every child in it.</summary>
    private async Task<EntryFact?> EntryAsync(int childId, long recordingId)
    {
        var entry = await Tools.Facts.EntryAsync(childId, recordingId);
        if (entry is null) return null;
        await Tools.Access.RequireAsync(Tools.Request.Current, AccessLevel.Record, entry.Recording.Children.Select(c => c.ChildId), HttpContext.RequestAborted);
        return entry;
    }
}

/// <summary>The person has begun such an entry before.</summary>
public sealed record CarryOnModel(Shared.ChildBar Bar, string Child, string Form, IReadOnlyList<CarryOnDraft> Drafts);

public sealed record CarryOnDraft(string Href, string? Title, DateTime BegunAtUtc, DateTime SavedAtUtc);
