using CaseRecording.Core.Quality;

namespace CaseRecording.Core.Recording;

/// <content>What becomes of an entry once it is final: signed off, returned, added to.</content>
public sealed partial class Recording
{
    /// <summary>Signs the entry off against the standard .</summary>
    /// <param name="context">Who and when.</param>
    /// <param name="input">The answers on the points that apply.</param>
    /// <param name="asked">The points that apply to it, by the policy of its day.</param>
    /// <param name="managers">Those for whom a deputy does it: not for the one who wrote it .</param>
    /// <exception cref="RuleViolationException">It is the signer's own, or not final, or a point is not answered for.</exception>
    public void SignOff(ActionContext context, SignOffInput input, StandardPoints asked, IReadOnlyCollection<Guid>? managers = null)
    {
        var check = new RuleCheck()
            .Refuse(Rules.Q01, context.Me == AuthorId || context.Me == MadeById, "", "You cannot sign off your own recording. Another manager has to")
            .Refuse(Rules.Q01, IsBy(managers), "", "You are the deputy of the manager who made this. A manager who is not has to sign it off")
            .Refuse(Rules.Q01, State is not (RecordingState.Final or RecordingState.SignedOff), "", "Only a final entry can be signed off")
            .Refuse(Rules.Q01, State == RecordingState.SignedOff, "", "This entry has already been signed off");
        check.ThrowIfAny();
        var points = asked.Each().Select(p => (Point: p, Answer: input.Points.FirstOrDefault(a => a.Point == p))).ToList();
        foreach (var (point, answer) in points) CheckPoint(check, point, answer);
        check.ThrowIfAny();
        var verdicts = points.ConvertAll(p => p.Answer!).FindAll(p => p is not null).ConvertAll(p => p with { Comment = Text(p.Comment) });
        SignOffs.Add(new EntrySignOff(context, CurrentVersion, Children.Count > 1 ? input.ChildId : null, verdicts));
        UnmetPoints = verdicts.Count(p => !p.Met);
        State = RecordingState.SignedOff;
        SignedOffAtUtc = context.NowUtc;
        SignedOffById = context.Me;
        Version = Guid.NewGuid();
    }

    private bool IsBy(IReadOnlyCollection<Guid>? managers) => managers is not null && (managers.Contains(AuthorId) || managers.Contains(MadeById));

    private static void CheckPoint(RuleCheck check, StandardPoints point, PointVerdict? answer)
    {
        var comment = answer?.Comment?.Trim().Length ?? 0;
        check.Refuse(Rules.Q02, answer is null, SignOffInput.FieldOf(point), $"Say whether ‘{point.Label()}’ is met");
        check.Refuse(Rules.Q02, answer is { Met: false } && comment < PointVerdict.ShortestComment, SignOffInput.CommentOf(point), $"‘{point.Label()}’ is not met: say why you sign it off all the same, in at least {PointVerdict.ShortestComment} characters, or return the entry");
        check.Refuse(Rules.Q02, comment > PointVerdict.LongestComment, SignOffInput.CommentOf(point), $"The comment must be {PointVerdict.LongestComment:N0} characters or fewer");
    }

    /// <summary>Returns the entry to its author with a reason; the version stays on the timeline meanwhile .</summary>
    /// <param name="context">Who and when.</param>
    /// <param name="reason">Why, in at least 10 characters.</param>
    /// <param name="place">The part of the entry it is about; null for the whole.</param>
    /// <param name="passageStands">The words quoted stand in that part.</param>
    /// <param name="managers">Those for whom a deputy does it.</param>
    /// <exception cref="RuleViolationException">The reason says too little, or the entry is not final.</exception>
    public void Return(ActionContext context, string? reason, ReturnPlace? place = null, bool passageStands = true, IReadOnlyCollection<Guid>? managers = null)
    {
        var text = reason?.Trim() ?? "";
        new RuleCheck()
            .Refuse(Rules.Q03, text.Length < 10, "returnReason", "Say what needs changing, in at least 10 characters")
            .Refuse(Rules.Q03, place is not null && !place.IsPartOf(this), "returnField", "Choose a part of this entry")
            .Refuse(Rules.Q03, place?.Passage?.Length > Passage.Longest, "returnPassage", $"Quote {Passage.Longest} characters or fewer")
            .Refuse(Rules.Q03, !passageStands, "returnPassage", "These words do not stand in that part of the entry. Copy them from the text, or leave this empty")
            .Refuse(Rules.Q03, State != RecordingState.Final, "", "Only a final entry that has not been signed off can be returned")
            .Refuse(Rules.Q01, IsBy(managers), "", "You are the deputy of the manager who made this. A manager who is not has to look at it")
            .Refuse(Rules.Q01, context.Me == AuthorId, "", "You cannot return your own recording. Add an amendment instead")
            .ThrowIfAny();
        State = RecordingState.Returned;
        ReturnedAtUtc = context.NowUtc;
        ReturnedById = context.Me;
        ReturnReason = text;
        Returns.Add(new EntryReturn(context, text, place, CurrentVersion));
        Version = Guid.NewGuid();
    }

    /// <summary>Adds to a final entry without touching its text; a corrected time moves it on the timeline (N-17).</summary>
    /// <exception cref="RuleViolationException">The entry is not final, or the amendment says nothing.</exception>
    public Amendment Amend(ActionContext context, AmendmentInput input)
    {
        new RuleCheck()
            .Refuse(Rules.N17, State is RecordingState.Written, "", "This entry is not final. Change the entry itself")
            .Refuse(Rules.N17, string.IsNullOrWhiteSpace(input.Text), "text", "Enter what should be added or corrected")
            .Refuse(Rules.N17, (input.Reason?.Trim().Length ?? 0) < 10, "amendReason", "Say why, in at least 10 characters")
            .Refuse(Rules.N17, input.ChildId is { } id && Children.All(c => c.ChildId != id), "", "That child is not part of this entry")
            .ThrowIfAny();
        var amendment = new Amendment(context, input, OccurredAtUtc);
        Amendments.Add(amendment);
        if (input.CorrectedUtc is { } corrected)
        {
            OccurredAtUtc = corrected;
            EndedAtUtc = null;
            foreach (var child in Children) child.MoveTo(PlaceOnTimeline);
        }

        Version = Guid.NewGuid();
        return amendment;
    }
}
