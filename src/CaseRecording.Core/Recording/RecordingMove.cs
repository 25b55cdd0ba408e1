using CaseRecording.Core.Access;

namespace CaseRecording.Core.Recording;

/// <summary>What someone says who moves an entry to the record it belongs on.</summary>
/// <param name="ToChildId">The right child.</param>
/// <param name="Reason">Why, in 10 to 1,000 characters and without a name.</param>
/// <param name="HistoryReason">Why it belongs there though it is from before that record or the birth (T-08).</param>
public sealed record MoveInput(int? ToChildId, string? Reason, string? HistoryReason = null)
{
    /// <summary>Longest reason.</summary>
    public const int Longest = 1000;
}

/// <summary>One child's part of an entry was moved to the child it is about: the trace, kept for good. Database triggers refuse any change.</summary>
public sealed class RecordingMove
{
    private RecordingMove()
    {
    }

    internal RecordingMove(ActionContext context, int fromChildId, int toChildId, DateTime occurredAtUtc, MoveInput input)
    {
        (FromChildId, ToChildId, OccurredAtUtc) = (fromChildId, toChildId, occurredAtUtc);
        (AtUtc, ById) = (context.NowUtc, context.Me);
        Reason = input.Reason!.Trim();
        HistoryReason = string.IsNullOrWhiteSpace(input.HistoryReason) ? null : input.HistoryReason.Trim();
    }

    /// <summary>Key.</summary>
    public long Id { get; private set; }

    /// <summary>The entry.</summary>
    public long RecordingId { get; private set; }

    /// <summary>The record it stood on by mistake. No page of the other record says which.</summary>
    public int FromChildId { get; private set; }

    /// <summary>The record it was moved to. No page of the first record says which.</summary>
    public int ToChildId { get; private set; }

    /// <summary>The event as it stood on the timeline then, UTC: where the trace stands.</summary>
    public DateTime OccurredAtUtc { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTime AtUtc { get; private set; }

    /// <summary>By whom.</summary>
    public Guid ById { get; private set; }

    /// <summary>Why; shown on the entry where it stands now, and nowhere else.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Why it belongs in the history of the child it was moved to (T-08).</summary>
    public string? HistoryReason { get; private set; }
}

/// <summary>Moving a child's part to another record .</summary>
public sealed partial class Recording
{
    /// <summary>Every move to another record, oldest first.</summary>
    public List<RecordingMove> Moves { get; private set; } = [];

    /// <summary>Whether an entry may be moved: by its author until it is final, and at any time by whoever manages the record it stands on by mistake.</summary>
    /// <param name="state">Where the entry stands.</param>
    /// <param name="isAuthor">The person wrote it.</param>
    /// <param name="level">How far they may go with that record.</param>
    public static bool MayBeMoved(RecordingState state, bool isAuthor, AccessLevel level) =>
        level >= AccessLevel.Manage || (level >= AccessLevel.Record && state == RecordingState.Written && isAuthor);

    /// <summary>Who may not move it .</summary>
    internal RuleCheck CheckMover(ActionContext context, AccessLevel level) => new RuleCheck()
        .Refuse(Rules.A07, !MayBeMoved(State, AuthorId == context.Me, level), "", State == RecordingState.Written
            ? "This entry is not final: its author or the team manager moves it. Ask one of them"
            : "This entry is final: the team manager moves it. Ask them");

    /// <summary>What a move has to say .</summary>
    internal static void CheckMove(RuleCheck check, MoveInput input)
    {
        check.Refuse(Rules.A07, input.ToChildId is null, "to", "Choose the child whose record it belongs on");
        check.Refuse(Rules.A07, (input.Reason?.Trim().Length ?? 0) < 10, "reason", "Say why, in at least 10 characters");
        check.Refuse(Rules.A07, input.Reason?.Trim().Length > MoveInput.Longest || input.HistoryReason?.Trim().Length > MoveInput.Longest, "reason", $"Reasons can be {MoveInput.Longest:N0} characters long at most");
    }

    /// <summary>The record it cannot go to: where it stands already, or where another part of it once stood, whose text would meet with this one.</summary>
    internal void CheckTarget(RuleCheck check, int from, int to, string name)
    {
        var there = Children.Exists(c => c.ChildId == to);
        check.Refuse(Rules.A07, there, "to", $"This entry already stands on {name}’s record. If only the other is wrong, ask for an amendment that says so");
        check.Refuse(Rules.A07, !there && !CameThrough(from).Contains(to) && Versions.Exists(v => v.Children.Exists(c => c.ChildId == to)), "to", $"Another part of this entry once stood on {name}’s record and was moved. Write a new entry for {name} instead");
    }

    /// <summary>Moves one child's part, every version of it, with what was added to it; what stood on the first record stays in the database and is read by nobody.</summary>
    internal RecordingMove Move(ActionContext context, int from, int to, MoveInput input)
    {
        var link = Children.Single(c => c.ChildId == from);
        Children.Remove(link);
        Children.Add(link.For(to));
        foreach (var version in Versions) version.Move(from, to, FinalVersion is not null);
        // Moved back, what was there before is there again and is not written twice.
        Amendments.AddRange(Amendments.FindAll(a => a.ChildId == from && !Amendments.Exists(b => b.ChildId == to && (b.AtUtc, b.AuthorId, b.Text) == (a.AtUtc, a.AuthorId, a.Text))).ConvertAll(a => a.For(to)));
        Returns.AddRange(Returns.FindAll(r => r.ChildId == from && !Returns.Exists(b => b.ChildId == to && (b.AtUtc, b.ById, b.Reason) == (r.AtUtc, r.ById, r.Reason))).ConvertAll(r => r.For(to)));
        SignOffs.AddRange(SignOffs.FindAll(s => s.ChildId == from && !SignOffs.Exists(b => b.ChildId == to && b.AtUtc == s.AtUtc)).ConvertAll(s => s.For(to)));
        var move = new RecordingMove(context, from, to, OccurredAtUtc, input);
        Moves.Add(move);
        Version = Guid.NewGuid();
        return move;
    }

    /// <summary>Whether a child's part was moved away from that record, which reads nothing of it any more.</summary>
    private bool WasMovedOff(int childId) => !Children.Exists(c => c.ChildId == childId) && Moves.Exists(m => m.FromChildId == childId);

    /// <summary>The records on which the part that now stands on one has stood.</summary>
    private HashSet<int> CameThrough(int childId)
    {
        var (records, at) = (new HashSet<int>(), childId);
        foreach (var move in Moves.OrderByDescending(m => m.Id))
        {
            if (move.ToChildId == at) records.Add(at = move.FromChildId);
        }

        return records;
    }
}
