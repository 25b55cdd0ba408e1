namespace CaseRecording.Pdf;

/// <summary>A row of a key–value table.</summary>
/// <param name="Key">What it is, in a few words.</param>
/// <param name="Value">What it is for this record; may be empty.</param>
public sealed record PdfRow(string Key, PdfText Value);

/// <summary>A column of a table.</summary>
/// <param name="Header">Its heading, repeated at the top of each page the table reaches.</param>
/// <param name="Share">Its width in proportion to the other columns' shares.</param>
public sealed record PdfColumn(string Header, double Share = 1);

/// <summary>The first page.</summary>
/// <param name="Title">What the document is.</param>
/// <param name="Subtitle">Whom or what it is about.</param>
public sealed record PdfCover(string Title, string Subtitle)
{
    /// <summary>Who hands the document over, above the title.</summary>
    public string Organisation { get; init; } = "";

    /// <summary>Facts about the document, beneath the title.</summary>
    public IReadOnlyList<PdfRow> Details { get; init; } = [];

    /// <summary>A word to the reader beneath the facts.</summary>
    public PdfText Note { get; init; } = [];
}
