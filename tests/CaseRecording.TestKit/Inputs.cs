using CaseRecording.Core.Quality;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Summaries;
using CaseRecording.Core.Supervision;
using CaseRecording.Core.Time;

namespace CaseRecording.TestKit;

/// <summary>Forms that pass every rule; a test changes the one thing it is about, with <c>with</c>.</summary>
public static class Inputs
{
    /// <summary>Every point of the standard is met.</summary>
    public static SignOffInput AllMet { get; } = new([.. StandardLabels.All.Select(p => new PointVerdict(p, true))]);

    public static RecordingInput Visit(DateTime startUtc, params int[] children)
    {
        var local = LondonTime.ToLondon(startUtc);
        return new RecordingInput
        {
            Kind = RecordingKind.Visit,
            VisitType = VisitType.HomeVisit,
            Date = DateOnly.FromDateTime(local),
            StartTime = TimeOnly.FromDateTime(local),
            Content = Content(("title", "After the school rang"), ("reason", "To hear how the week has been"), ("place", "Home"), ("purpose", "To hear how you are"), ("facts", "I came after school and we made toast.")),
            Children = children.ToDictionary(id => id, _ => Seen()),
        };
    }

    public static RecordingInput Call(DateTime startUtc, params int[] children)
    {
        var local = LondonTime.ToLondon(startUtc);
        return new RecordingInput
        {
            Kind = RecordingKind.CaseNote,
            ContactType = ContactType.TelephoneCall,
            Date = DateOnly.FromDateTime(local),
            StartTime = TimeOnly.FromDateTime(local),
            Content = Content(("title", "School about attendance"), ("reason", "To agree who walks with you"), ("facts", "Miss Adler said you were in every day this week.")),
            Children = children.ToDictionary(id => id, _ => new ChildContent()),
        };
    }

    public static RecordingInput Decision(DateTime startUtc, params int[] children)
    {
        var local = LondonTime.ToLondon(startUtc);
        var content = Content(
            ("title", "Staying with Nan"),
            ("reason", "Nan's home for the summer, until the assessment is done"),
            ("decision", "To stay with the maternal grandmother until the end of August."),
            ("reasons", "The grandmother's home is safe, close to school, and where the children ask to be."));
        return new RecordingInput
        {
            Kind = RecordingKind.Decision,
            Date = DateOnly.FromDateTime(local),
            StartTime = TimeOnly.FromDateTime(local),
            Content = content with { DecisionKind = DecisionKind.Placement, Participants = [] },
            Children = children.ToDictionary(id => id, _ => new ChildContent
            {
                Fields = Fields(("childViews", "> I like it at Nan's"), ("wordsToChild", "You asked to stay at your nan's. I said yes for this summer, because you sleep well there.")),
            }),
        };
    }

    public static RecordingInput Supervision(DateTime startUtc, params int[] children) => Of(
        RecordingKind.Supervision, startUtc, Content(("supervised", "Ellie Marsh"), ("discussed", "How the mornings go since the breakfast club, and who has seen the flat.")) with { Participants = [] },
        new ChildContent { Plan = PlanReviewed.Reviewed, Fields = Fields(("planReview", "Two of three steps are done; the third waits for the school.")) }, children);

    /// <summary>What led to it is the first entry of the list, for every child.</summary>
    public static RecordingInput Oversight(DateTime startUtc, long cause, params int[] children) => Of(
        RecordingKind.Oversight, startUtc,
        Content(("title", "After the flat flooded"), ("reason", "Where to sleep while the flat dries"), ("decision", "The plan's second step moves to June."), ("reasons", "The family cannot be at home until the flat is dry.")) with { Participants = [] },
        new ChildContent { Causes = [cause], Fields = Fields(("wordsToChild", "You will sleep at your nan's until your room is dry again.")) }, children);

    public static RecordingInput Reflection(DateTime startUtc, params int[] children) => Of(
        RecordingKind.ReflectiveDiscussion, startUtc, Content(("attended", "Ellie Marsh, Tom Bell"), ("areas", "What Fridays are like, and what we have not asked yet.")) with { Participants = [], Setting = DiscussionSetting.OutsideMeeting },
        new ChildContent { Fields = Fields(("riskFactors", "Drinking at the weekend."), ("protectiveFactors", "A grandmother two doors away.")) }, children);

    public static RecordingInput Progress(DateOnly from, DateOnly to, int child) => Paper(
        RecordingKind.ProgressSummary, child, ("impact", "Mornings are calmer, because you are woken by someone who has slept."), ("next", "The week away with school.")) with
    { Content = new RecordingContent { PeriodFrom = from, PeriodTo = to } };

    public static RecordingInput TransferSummary(int child) => Paper(RecordingKind.TransferSummary, child, ("situation", "At home with Mum, and Nan two doors away."), ("open", "The school's answer on the taxi.")) with
    { Content = new RecordingContent { HandOver = [HandOverItem.FamilyTold] } };

    public static RecordingInput ClosingSummary(int child) => Paper(
        RecordingKind.ClosingSummary, child, ("needsMet", "You are safe at night."), ("delivered", "Every step but one."), ("whyEnded", "Your mum does it without us now."), ("supportRemains", "Nan, and Mrs Birtles at school."));

    private static RecordingInput Paper(RecordingKind kind, int child, params (string Key, string Text)[] fields) => new()
    {
        Kind = kind,
        Content = new RecordingContent(),
        Children = new Dictionary<int, ChildContent> { [child] = new() { Fields = Fields(fields) } },
    };

    private static RecordingInput Of(RecordingKind kind, DateTime startUtc, RecordingContent content, ChildContent own, int[] children)
    {
        var local = LondonTime.ToLondon(startUtc);
        return new RecordingInput
        {
            Kind = kind,
            Date = DateOnly.FromDateTime(local),
            StartTime = TimeOnly.FromDateTime(local),
            Content = content,
            Children = children.ToDictionary(id => id, _ => own),
        };
    }

    public static RecordingContent Content(params (string Key, string Text)[] fields) => new()
    {
        Fields = Fields(fields),
        Participants = [new Participant(null, "Jean Thornley", "Mother", Attendance.Present)],
    };

    public static ChildContent Seen() => new()
    {
        Seen = true,
        Alone = true,
        Interviewed = true,
        Bedroom = Bedroom.Yes,
        Fields = Fields(
            ("views", "You told me school is better.\n> I like it when Nan comes"),
            ("analysis", "You are safer than in January, because your nan is there most nights."),
            ("workingWell", "Your nan comes when she says she will."),
            ("worries", "The shouting on Fridays has not stopped."),
            ("needsToHappen", "Your mum and I will look at the safety plan on Thursday.")),
    };

    public static ChildContent NotSeen() => new()
    {
        Seen = false,
        Bedroom = Bedroom.No,
        Fields = Fields(("whyNotSeen", "Nobody was in."), ("whatElse", "I rang your school, who had seen you at lunch."), ("nextVisit", "Waiting to hear from your mum")),
    };

    public static SortedDictionary<string, string> Fields(params (string Key, string Text)[] fields)
    {
        var all = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, text) in fields) all[key] = text;
        return all;
    }
}
