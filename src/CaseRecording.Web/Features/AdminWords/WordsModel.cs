using CaseRecording.Core.Writing.Lists;

namespace CaseRecording.Web.Features.AdminWords;

/// <param name="Changed">Lines that are not, or no longer, as delivered.</param>
public sealed record ListSummary(WordKind Kind, int Lines, int Changed);

/// <param name="Next">Address of the next page.</param>
public sealed record WordListPage(WordKind Kind, IReadOnlyList<WordEntry> Lines, int Found, string? Search, string? Next, string? Done);

/// <param name="By">Null: the program itself.</param>
public sealed record PastWordChange(string Expression, string Instead, string Explanation, bool Removed, string Reason, string? By, DateTime AtUtc);

/// <param name="Now">The line in force; null: it was taken out.</param>
/// <param name="Delivered">The line as it came with the program; null: the council's own.</param>
public sealed record WordPage(WordKind Kind, string Key, WordEntry? Now, WordEntry? Delivered, WordForm Form, IReadOnlyList<PastWordChange> History);

/// <summary>A line of a list, as typed.</summary>
public sealed class WordForm
{
    public string? Expression { get; set; }

    public string? Instead { get; set; }

    public string? Explanation { get; set; }

    public string? Reason { get; set; }

    public string? RemoveReason { get; set; }

    /// <summary>Number of the change that the page was opened with.</summary>
    public int Opened { get; set; }
}
