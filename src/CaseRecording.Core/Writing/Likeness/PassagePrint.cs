namespace CaseRecording.Core.Writing.Likeness;

/// <summary>
/// A print of what one child reads in a saved version: shared texts and their own, never another child's (N-10, N-11).
/// Saved with the version; tells nothing of the text itself.
/// </summary>
public sealed class PassagePrint
{
    private PassagePrint()
    {
    }

    internal PassagePrint(int childId, long hash) => (ChildId, Hash) = (childId, hash);

    /// <summary>The version.</summary>
    public long RecordingVersionId { get; private set; }

    /// <summary>The child.</summary>
    public int ChildId { get; private set; }

    /// <summary>Hash of a run of words.</summary>
    public long Hash { get; private set; }
}
