namespace CaseRecording.Pdf;

/// <summary>What a document says about itself and on every page.</summary>
public sealed record PdfOptions
{
    /// <summary>Shown in the reader's window title and used by screen readers.</summary>
    public required string Title { get; init; }

    /// <summary>The organisation that stands behind the document.</summary>
    public required string Author { get; init; }

    /// <summary>When the document was made, in UTC.</summary>
    public required DateTime CreatedUtc { get; init; }

    /// <summary>The language of the text, as a BCP 47 tag.</summary>
    public string Language { get; init; } = "en-GB";

    /// <summary>Text at the top left of every page but the cover; cut short if it does not fit on one line.</summary>
    public string Header { get; init; } = "";

    /// <summary>
    /// A warning at the top of every page, such as that the document must not be released. Screen readers pass over
    /// what repeats on every page, so the cover says it once as text.
    /// </summary>
    public string? Stamp { get; init; }
}
