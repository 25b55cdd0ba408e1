using CaseRecording.Core.Supervision;
using CaseRecording.Core.Writing.Likeness;

namespace CaseRecording.Core.Recording;

/// <summary>One child's place in a recording: the row a child's timeline is read from (N-10).</summary>
public sealed class RecordingChild
{
    private RecordingChild()
    {
    }

    internal RecordingChild(int childId) => ChildId = childId;

    /// <summary>The recording.</summary>
    public long RecordingId { get; private set; }

    /// <summary>The recording.</summary>
    public Recording Recording { get; private set; } = null!;

    /// <summary>The child.</summary>
    public int ChildId { get; private set; }

    /// <summary>Start of the event, UTC: a copy, so that a timeline is one range of one index.</summary>
    public DateTime OccurredAtUtc { get; private set; }

    /// <summary>Seen, as the current version answers it.</summary>
    public bool? Seen { get; private set; }

    /// <summary>Seen alone.</summary>
    public bool? Alone { get; private set; }

    /// <summary>Bedroom.</summary>
    public Bedroom? Bedroom { get; private set; }

    /// <summary>The child was seen and neither their words nor an observation is recorded (N-15).</summary>
    public bool ChildMissing { get; private set; }

    /// <summary>Made by someone other than the worker allocated then (V-07).</summary>
    public bool NotByAllocatedWorker { get; set; }

    /// <summary>Moved here with a type of visit that the recorded status of that day does not offer; the next version answers for it (V-03, A-07).</summary>
    public bool TypeDoesNotFit { get; internal set; }

    /// <summary>For a supervision: what it says of the plan (D-05).</summary>
    public PlanReviewed? Plan { get; private set; }

    /// <summary>For supervision and progress summaries: the UK day by which it was due; fixed at the first finalise (D-05, S-05).</summary>
    public DateOnly? DueOn { get; private set; }

    /// <summary>It came after that day (D-05, S-05).</summary>
    public bool PastDue { get; private set; }

    internal void WasDue(DateOnly? dueOn, bool pastDue) => (DueOn, PastDue) = (dueOn, pastDue);

    /// <summary>Management oversight is to follow it (D-06).</summary>
    public bool NeedsOversight { get; internal set; }

    /// <summary>Earlier entries of this child that led to it (D-06).</summary>
    public List<RecordingCause> Causes { get; private set; } = [];

    /// <summary>It tells whether the plan helps, as the child says (P-06).</summary>
    public bool TellsOfPlan { get; private set; }

    /// <summary>The same place on another child's timeline. What led to it stands on the first child's record.</summary>
    internal RecordingChild For(int childId) => new(childId) { OccurredAtUtc = OccurredAtUtc, Seen = Seen, Alone = Alone, Bedroom = Bedroom, ChildMissing = ChildMissing, Plan = Plan, NeedsOversight = NeedsOversight, TellsOfPlan = TellsOfPlan };

    /// <summary>When the safeguarding concern that it records was reported, UTC; null where it records none (T-05).</summary>
    public DateTime? SafeguardingReportedAtUtc { get; private set; }

    /// <summary>By when that was to be reported and recorded, UTC.</summary>
    public DateTime? SafeguardingDueAtUtc { get; private set; }

    /// <summary>When it was recorded, UTC.</summary>
    public DateTime? SafeguardingWrittenAtUtc { get; private set; }

    internal void TellsOf(Safeguarding.SafeguardingReport report) =>
        (SafeguardingReportedAtUtc, SafeguardingDueAtUtc, SafeguardingWrittenAtUtc) = (report.ReportedAtUtc, report.DueAtUtc, report.WrittenAtUtc);

    internal void NoConcern() => (SafeguardingReportedAtUtc, SafeguardingDueAtUtc, SafeguardingWrittenAtUtc) = (null, null, null);

    internal void Take(ChildContent content, DateTime occurredAtUtc)
    {
        Seen = content.Seen;
        Alone = content.Alone;
        Bedroom = content.Bedroom;
        Plan = content.Plan;
        Causes.RemoveAll(c => !content.Causes.Contains(c.CauseId));
        Causes.AddRange(content.Causes.Where(id => !Causes.Exists(c => c.CauseId == id)).Select(id => new RecordingCause(id)));
        OccurredAtUtc = occurredAtUtc;
        TypeDoesNotFit = false;
        TellsOfPlan = content.PlanHelps is not null || !string.IsNullOrWhiteSpace(content["planView"]);
        ChildMissing = Rules.N15.Broken(content.Seen == true
            && string.IsNullOrWhiteSpace(content["views"]) && string.IsNullOrWhiteSpace(content["observed"]));
    }

    internal void MoveTo(DateTime occurredAtUtc) => OccurredAtUtc = occurredAtUtc;
}

/// <summary>Someone who took part, as the current version says; for filters.</summary>
public sealed class RecordingParticipant
{
    private RecordingParticipant()
    {
    }

    internal RecordingParticipant(Participant from)
    {
        PersonId = from.PersonId;
        Name = from.Name;
        Role = from.Role;
        Attendance = from.Attendance;
    }

    /// <summary>Key.</summary>
    public long Id { get; private set; }

    /// <summary>The recording.</summary>
    public long RecordingId { get; private set; }

    /// <summary>The person, if in the child's network.</summary>
    public int? PersonId { get; private set; }

    /// <summary>Full name.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Role or relationship.</summary>
    public string Role { get; private set; } = "";

    /// <summary>How they took part.</summary>
    public Attendance Attendance { get; private set; }

    internal void Is(int personId) => PersonId = personId;
}

/// <summary>One saved version of a recording. Database triggers refuse any change (N-17).</summary>
public sealed class RecordingVersion
{
    private RecordingVersion()
    {
    }

    internal RecordingVersion(ActionContext context, int number, RecordingInput input)
    {
        Number = number;
        SavedAtUtc = context.NowUtc;
        SavedById = context.Me;
        FormVersion = input.FormVersion ?? 1;
        Content = input.Content;
        var shared = Shingles.Prints(input.Content.Fields.Values);
        Children = [.. input.Children.Select(c => new RecordingChildVersion(c.Key, c.Value, shared))];
    }

    /// <summary>Key.</summary>
    public long Id { get; private set; }

    /// <summary>The recording.</summary>
    public long RecordingId { get; private set; }

    /// <summary>From 1.</summary>
    public int Number { get; private set; }

    /// <summary>When it was saved, UTC.</summary>
    public DateTime SavedAtUtc { get; private set; }

    /// <summary>By whom.</summary>
    public Guid SavedById { get; private set; }

    /// <summary>Number of the form's version that it was made with .</summary>
    public int FormVersion { get; private set; }

    /// <summary>What it says for all children.</summary>
    public RecordingContent Content { get; private set; } = new();

    /// <summary>What it says about each child.</summary>
    public List<RecordingChildVersion> Children { get; private set; } = [];

    /// <summary>One child's part is another's: a copy, since this row stays as it was saved. Where that child has the part already it is only to be found by its prints again.</summary>
    internal void Move(int from, int to, bool wasFinal)
    {
        if (Children.Find(c => c.ChildId == from) is not { } part) return;
        var shared = Shingles.Prints(Content.Fields.Values);
        if (Children.Find(c => c.ChildId == to) is { } back) back.Print(shared);
        else Children.Add(new RecordingChildVersion(to, part.Content with { Changes = part.Content.Changes?.ForAnotherChild(wasFinal), Causes = [] }, shared));
    }
}

/// <summary>One child's part of a version; another child's page never reads it (N-10).</summary>
public sealed class RecordingChildVersion
{
    private RecordingChildVersion()
    {
    }

    internal RecordingChildVersion(int childId, ChildContent content, IEnumerable<long> sharedPrints)
    {
        ChildId = childId;
        Content = content;
        Print(sharedPrints);
    }

    /// <summary>The version.</summary>
    public long RecordingVersionId { get; private set; }

    /// <summary>The child.</summary>
    public int ChildId { get; private set; }

    /// <summary>What it says about this child.</summary>
    public ChildContent Content { get; private set; } = new();

    /// <summary>Prints of all that this child reads in it, to find its like by (N-11).</summary>
    public List<PassagePrint> Prints { get; private set; } = [];

    internal void Print(IEnumerable<long> sharedPrints) =>
        Prints.AddRange(sharedPrints.Union(Shingles.Prints(Content.Fields.Values)).Select(hash => new PassagePrint(ChildId, hash)));
}

/// <summary>What an amendment says.</summary>
/// <param name="Text">What is added or corrected, in marked text.</param>
/// <param name="Reason">Why.</param>
/// <param name="ChildId">The child it is about, where it is about one only (N-10).</param>
/// <param name="CorrectedUtc">The right time of the event, where that was wrong.</param>
public sealed record AmendmentInput(string? Text, string? Reason, int? ChildId, DateTime? CorrectedUtc);

/// <summary>A correction or addition to a final entry: shown with the original, itself never changed (N-17).</summary>
public sealed class Amendment
{
    private Amendment()
    {
    }

    internal Amendment(ActionContext context, AmendmentInput input, DateTime occurredAtUtc)
    {
        AuthorId = context.Me;
        AtUtc = context.NowUtc;
        Text = input.Text!.Trim();
        Reason = input.Reason!.Trim();
        ChildId = input.ChildId;
        CorrectedUtc = input.CorrectedUtc;
        EarlierUtc = input.CorrectedUtc is null ? null : occurredAtUtc;
    }

    /// <summary>Key.</summary>
    public long Id { get; private set; }

    /// <summary>The recording.</summary>
    public long RecordingId { get; private set; }

    /// <summary>Who wrote it.</summary>
    public Guid AuthorId { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTime AtUtc { get; private set; }

    /// <summary>What it says.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Why.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>The one child it is about, or null for all.</summary>
    public int? ChildId { get; private set; }

    /// <summary>The corrected time of the event, UTC.</summary>
    public DateTime? CorrectedUtc { get; private set; }

    /// <summary>The time it corrects, UTC.</summary>
    public DateTime? EarlierUtc { get; private set; }

    /// <summary>The same, about another child.</summary>
    internal Amendment For(int childId) => new() { AuthorId = AuthorId, AtUtc = AtUtc, Text = Text, Reason = Reason, ChildId = childId, CorrectedUtc = CorrectedUtc, EarlierUtc = EarlierUtc };
}
