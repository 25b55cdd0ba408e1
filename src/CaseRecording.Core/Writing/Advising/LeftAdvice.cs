namespace CaseRecording.Core.Writing.Advising;

/// <summary>Advice that an author left as it is: it is not shown again for this entry. Holds a hash, none of the words.</summary>
public sealed class LeftAdvice : Audit.IUnaudited
{
    /// <summary>The draft it was left on.</summary>
    public Guid DraftId { get; set; }

    /// <summary>The draft's author.</summary>
    public Guid StaffId { get; set; }

    /// <summary>Which advice, see <see cref="Advice.Key"/>.</summary>
    public string Key { get; set; } = "";

    /// <summary>When, UTC.</summary>
    public DateTime AtUtc { get; set; }
}
