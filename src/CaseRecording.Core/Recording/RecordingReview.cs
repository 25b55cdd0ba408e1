namespace CaseRecording.Core.Recording;

/// <content>What becomes of an entry once it is final: signed off, returned, added to.</content>
public sealed partial class Recording
{
    /// <summary>Signs the entry off .</summary>
    /// <exception cref="RuleViolationException">It is the signer's own, or not final.</exception>
    public void SignOff(ActionContext context)
    {
        new RuleCheck()
            .Refuse(Rules.Q01, context.Me == AuthorId || context.Me == MadeById, "", "You cannot sign off your own recording. Another manager has to")
            .Refuse(Rules.Q01, State is not (RecordingState.Final or RecordingState.SignedOff), "", "Only a final entry can be signed off")
            .Refuse(Rules.Q01, State == RecordingState.SignedOff, "", "This entry has already been signed off")
            .ThrowIfAny();
        State = RecordingState.SignedOff;
        SignedOffAtUtc = context.NowUtc;
        SignedOffById = context.Me;
        Version = Guid.NewGuid();
    }

    /// <summary>Returns the entry to its author with a reason; the version stays on the timeline meanwhile .</summary>
    /// <param name="context">Who and when.</param>
    /// <param name="reason">Why, in at least 10 characters.</param>
    /// <param name="place">The part of the entry it is about; null for the whole.</param>
    /// <exception cref="RuleViolationException">The reason says too little, or the entry is not final.</exception>
    public void Return(ActionContext context, string? reason, ReturnPlace? place = null)
    {
        var text = reason?.Trim() ?? "";
        new RuleCheck()
            .Refuse(Rules.Q03, text.Length < 10, "returnReason", "Say what needs changing, in at least 10 characters")
            .Refuse(Rules.Q03, place is not null && !place.IsPartOf(this), "returnField", "Choose a part of this entry")
            .Refuse(Rules.Q03, State != RecordingState.Final, "", "Only a final entry that has not been signed off can be returned")
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
