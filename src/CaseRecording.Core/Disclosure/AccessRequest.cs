using CaseRecording.Core.Policy;
using CaseRecording.Core.Time;

namespace CaseRecording.Core.Disclosure;

/// <summary>A request as typed.</summary>
/// <param name="RequesterName">Full name of the person who asks.</param>
/// <param name="RequesterRelationship">What they are to the child.</param>
/// <param name="ReceivedOn">When it arrived, a UK date.</param>
public sealed record RequestInput(string? RequesterName, string? RequesterRelationship, DateOnly? ReceivedOn);

/// <summary>A request to see a child's record (F-05). While it is open, information governance may read that record .</summary>
public sealed class AccessRequest
{
    /// <summary>Longest name or relationship.</summary>
    public const int LongestLine = 200;

    /// <summary>A request said to have arrived longer ago than this is a slip of the pen.</summary>
    private const int MostYearsAgo = 2;

    private AccessRequest()
    {
    }

    /// <summary>Key.</summary>
    public int Id { get; private set; }

    /// <summary>Whose record.</summary>
    public int ChildId { get; private set; }

    /// <summary>Who asks.</summary>
    public string RequesterName { get; private set; } = "";

    /// <summary>What they are to the child, for example ‘the person themselves’.</summary>
    public string RequesterRelationship { get; private set; } = "";

    /// <summary>When it was received, a UK date.</summary>
    public DateOnly ReceivedOn { get; private set; }

    /// <summary>When it must be answered, a UK date.</summary>
    public DateOnly DueOn { get; private set; }

    /// <summary>Who recorded it.</summary>
    public Guid RecordedById { get; private set; }

    /// <summary>When it was answered or withdrawn, UTC.</summary>
    public DateTime? ClosedAtUtc { get; private set; }

    /// <summary>Concurrency token.</summary>
    public Guid Version { get; private set; } = Guid.NewGuid();

    /// <summary>A request received; its clock follows from the day it arrived (F-05).</summary>
    /// <param name="context">Who records it, and when.</param>
    /// <param name="childId">Whose record is asked for.</param>
    /// <param name="input">As typed.</param>
    /// <param name="policies">The policy in force on the day it arrived sets the clock.</param>
    /// <exception cref="RuleViolationException">Something is missing or cannot be right.</exception>
    public static AccessRequest Receive(ActionContext context, int childId, RequestInput input, PolicyHistory policies)
    {
        Check(input, LondonTime.DateOf(context.NowUtc)).ThrowIfAny();
        var received = input.ReceivedOn!.Value;
        return new AccessRequest
        {
            ChildId = childId,
            RequesterName = input.RequesterName!.Trim(),
            RequesterRelationship = input.RequesterRelationship!.Trim(),
            ReceivedOn = received,
            DueOn = RequestClock.Due(policies.PolicyOn(received), received),
            RecordedById = context.Me,
        };
    }

    /// <summary>Ends the request, and with it the standing access.</summary>
    /// <exception cref="RuleViolationException">It is closed already.</exception>
    public void Close(ActionContext context)
    {
        RefuseIfClosed("This request is closed already");
        ClosedAtUtc = context.NowUtc;
        Version = Guid.NewGuid();
    }

    /// <summary>Asks for the record as a PDF. Two people who ask at once meet at the concurrency token.</summary>
    /// <exception cref="RuleViolationException">The request is closed.</exception>
    public Export AskForExport(ActionContext context)
    {
        RefuseIfClosed("This request is closed. The record can no longer be exported for it");
        Version = Guid.NewGuid();
        return new Export(context, Id, ChildId);
    }

    private static RuleCheck Check(RequestInput input, DateOnly today) => new RuleCheck()
        .Refuse(Rules.F05, string.IsNullOrWhiteSpace(input.RequesterName), "requesterName", "Enter the full name of the person who asks")
        .Refuse(Rules.F05, input.RequesterName?.Length > LongestLine, "requesterName", $"The name must be {LongestLine} characters or fewer")
        .Refuse(Rules.F05, string.IsNullOrWhiteSpace(input.RequesterRelationship), "requesterRelationship", "Say what they are to the child, for example ‘the person themselves’ or ‘mother’")
        .Refuse(Rules.F05, input.RequesterRelationship?.Length > LongestLine, "requesterRelationship", $"This must be {LongestLine} characters or fewer")
        .Refuse(Rules.F05, input.ReceivedOn is null, "receivedOn", "Enter the day the request arrived")
        .Refuse(Rules.F05, input.ReceivedOn > today, "receivedOn", "The day the request arrived is in the future")
        .Refuse(Rules.F05, input.ReceivedOn < today.AddYears(-MostYearsAgo), "receivedOn", $"That is more than {MostYearsAgo} years ago. Check the year");

    private void RefuseIfClosed(string message) => new RuleCheck().Refuse(Rules.F05, ClosedAtUtc is not null, "", message).ThrowIfAny();
}
