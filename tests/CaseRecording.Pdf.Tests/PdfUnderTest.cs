namespace CaseRecording.Pdf.Tests;

/// <summary>A document written to a temporary file, and what the judges say about it.</summary>
internal sealed class PdfUnderTest : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"case-recording-{Guid.NewGuid():N}.pdf");
    private string? _text;
    private string[]? _pages;
    private PdfObjects? _objects;

    private PdfUnderTest()
    {
    }

    public string File => _file;

    public int PageCount { get; private set; }

    public IReadOnlyList<MissingCharacter> Missing { get; private set; } = [];

    /// <summary>All text, in the reading order of the pages, without line structure.</summary>
    public string Text => _text ??= string.Join(' ', Tools.PdfToText(_file, "-raw").Split((char[])[' ', '\n', '\f'], StringSplitOptions.RemoveEmptyEntries));

    public PdfObjects Objects => _objects ??= PdfObjects.Read(_file);

    /// <summary>Writes the body between the beginning and the completion of a document.</summary>
    public static PdfUnderTest Write(Action<PdfDocument> body, PdfOptions? options = null)
    {
        var result = new PdfUnderTest();
        using var stream = new FileStream(result._file, FileMode.CreateNew);
        using var document = new PdfDocument(stream, options ?? SampleRecord.Options);
        body(document);
        document.Complete();
        result.PageCount = document.PageCount;
        result.Missing = document.MissingCharacters;
        return result;
    }

    /// <summary>Text of one page, as it lies on it.</summary>
    public string Page(int number) => (_pages ??= Tools.PdfToText(_file, "-layout").Split('\f'))[number - 1];

    public void Dispose() => System.IO.File.Delete(_file);
}

/// <summary>One sample record for all tests that only look at it.</summary>
public sealed class SampleFixture : IDisposable
{
    internal PdfUnderTest Pdf { get; } = PdfUnderTest.Write(document => SampleRecord.Write(document, years: 4, entriesPerYear: 8));

    public void Dispose() => Pdf.Dispose();
}
