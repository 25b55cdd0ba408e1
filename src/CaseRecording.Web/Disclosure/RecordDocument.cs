using CaseRecording.Core.Disclosure;

namespace CaseRecording.Web.Disclosure;

/// <summary>What stands on a document besides the record.</summary>
/// <param name="Council">Who hands it over.</param>
/// <param name="MadeAtUtc">When it is made; clocks that still run are shown as they stand then.</param>
public sealed record DocumentFrame(string Council, DateTime MadeAtUtc);

/// <summary>A document once it is whole.</summary>
public sealed record WrittenDocument(int Entries, int Pages);

/// <summary>Makes a document of a record. The one place that knows the PDF writer, so that another engine can take its place.</summary>
public interface IRecordDocument
{
    /// <param name="record">What stands before the entries.</param>
    /// <param name="entries">The entries, oldest event first, taken one by one.</param>
    /// <param name="frame">What stands besides.</param>
    /// <param name="output">Written forwards only; stays open.</param>
    /// <param name="written">Told after each entry how many there are so far; throws to stop.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<WrittenDocument> WriteAsync(
        DisclosedRecord record, IAsyncEnumerable<DisclosedEntry> entries, DocumentFrame frame, Stream output, Func<int, Task> written, CancellationToken cancellationToken);
}
