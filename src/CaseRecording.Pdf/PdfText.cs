using System.Collections;
using System.Runtime.CompilerServices;

namespace CaseRecording.Pdf;

/// <summary>How a run of text looks and what it means.</summary>
public enum PdfRunStyle
{
    /// <summary>The text of the document.</summary>
    Normal,

    /// <summary>Bold.</summary>
    Bold,

    /// <summary>Grey, for what matters less.</summary>
    Quiet,

    /// <summary>Someone's own words within a sentence: bold green, set in quotation marks by the writer, tagged as a quote.</summary>
    Quote,

    /// <summary>A short label on a green tint. Colour never speaks alone: the words must say it.</summary>
    GreenLabel,

    /// <summary>A short label on a red tint.</summary>
    RedLabel,

    /// <summary>A short label on a blue tint.</summary>
    BlueLabel,

    /// <summary>A short label on a grey tint.</summary>
    GreyLabel,
}

/// <summary>A piece of text in one style.</summary>
/// <param name="Text">Any string; line feeds break the line, control characters are dropped.</param>
/// <param name="Style">How it looks.</param>
public sealed record PdfRun(string Text, PdfRunStyle Style = PdfRunStyle.Normal)
{
    /// <summary>Text in the normal style.</summary>
    public static implicit operator PdfRun(string text) => new(text);
}

/// <summary>The text of a paragraph or cell: a string, or a collection expression of runs and strings.</summary>
[CollectionBuilder(typeof(PdfText), nameof(Create))]
public sealed class PdfText : IReadOnlyList<PdfRun>
{
    private readonly PdfRun[] _runs;

    private PdfText(PdfRun[] runs) => _runs = runs;

    /// <summary>The number of runs.</summary>
    public int Count => _runs.Length;

    /// <summary>The run at a position.</summary>
    public PdfRun this[int index] => _runs[index];

    /// <summary>Text of several runs.</summary>
    public static PdfText Create(ReadOnlySpan<PdfRun> runs) => new(runs.ToArray());

    /// <summary>Text in the normal style.</summary>
    public static implicit operator PdfText(string text) => new([text]);

    /// <inheritdoc/>
    public IEnumerator<PdfRun> GetEnumerator() => ((IEnumerable<PdfRun>)_runs).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
