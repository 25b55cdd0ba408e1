namespace CaseRecording.Pdf.Tests;

/// <summary>Long documents, interruption and misuse.</summary>
public sealed class StreamingTests
{
    [Fact]
    public void Write_SameRecordTwice_IsTheSameFile() => Assert.Equal(Bytes(), Bytes());

    [Fact]
    public void Write_Progress_CountsEveryPage()
    {
        var progress = new Counter();
        using var document = new PdfDocument(new CountingStream(), SampleRecord.Options, progress);
        SampleRecord.Write(document, years: 1);
        document.Complete();

        Assert.Equal(Enumerable.Range(1, document.PageCount), progress.Reports);
    }

    [Fact]
    public void Write_Cancelled_StopsWithinAPage()
    {
        using var cancellation = new CancellationTokenSource();
        var progress = new Counter { At = 5, Then = cancellation.Cancel };
        using var document = new PdfDocument(new CountingStream(), SampleRecord.Options, progress, cancellation.Token);

        Assert.Throws<OperationCanceledException>(() => SampleRecord.Write(document, years: 50));
        Assert.Equal(5, document.PageCount);
        Assert.Throws<OperationCanceledException>(document.Complete);
    }

    [Fact]
    public void Write_StreamThatOnlyWrites_IsEnough()
    {
        var stream = new CountingStream();
        using (var document = new PdfDocument(stream, SampleRecord.Options))
        {
            SampleRecord.Write(document);
            document.Complete();
        }

        Assert.True(stream.Length > 20_000);
        Assert.False(stream.Disposed);
    }

    [Fact]
    public void Heading_LevelSkipped_IsRefused()
    {
        using var document = new PdfDocument(new CountingStream(), SampleRecord.Options);

        Assert.Throws<InvalidOperationException>(() => document.Heading(2, "First"));
        document.Heading(1, "First");
        Assert.Throws<InvalidOperationException>(() => document.Heading(3, "Third"));
        Assert.Throws<ArgumentOutOfRangeException>(() => document.Heading(0, "None"));
        Assert.Throws<ArgumentOutOfRangeException>(() => document.Heading(5, "Fifth"));
    }

    [Fact]
    public void Verbs_OutOfOrder_AreRefused()
    {
        using var document = new PdfDocument(new CountingStream(), SampleRecord.Options);
        document.Contents();
        Assert.Throws<InvalidOperationException>(() => document.Contents());
        document.Heading(1, "First");
        Assert.Throws<InvalidOperationException>(() => document.Cover(new PdfCover("Late", "cover")));
        Assert.Throws<ArgumentException>(() => document.Table([], []));
        Assert.Throws<ArgumentException>(() => document.Table([new("One")], [["a", "b"]]));
        document.Complete();
        Assert.Throws<InvalidOperationException>(() => document.Paragraph("After"));
        Assert.Throws<InvalidOperationException>(document.Complete);
    }

    private static byte[] Bytes()
    {
        using var stream = new MemoryStream();
        using var document = new PdfDocument(stream, SampleRecord.Options);
        SampleRecord.Write(document);
        document.Complete();
        return stream.ToArray();
    }

    private sealed class Counter : IProgress<int>
    {
        public List<int> Reports { get; } = [];
        public int At { get; init; }
        public Action? Then { get; init; }

        public void Report(int value)
        {
            Reports.Add(value);
            if (value == At) Then?.Invoke();
        }
    }
}

/// <summary>Runs alone, because it measures the memory of the whole process.</summary>
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
[Collection(nameof(MemoryTests))]
public sealed class MemoryTests
{
    [Fact]
    public void Write_TwoThousandPages_MemoryStaysFlat()
    {
        using var document = new PdfDocument(new CountingStream(), SampleRecord.Options);
        document.Contents();
        document.Heading(1, "All of it");
        WriteUntil(document, 200);
        long early = GC.GetTotalMemory(forceFullCollection: true);
        WriteUntil(document, 2_000);
        long late = GC.GetTotalMemory(forceFullCollection: true);
        document.Complete();

        // What may stay of a page is where its objects lie and what the contents say of it: about a kilobyte.
        Assert.InRange((late - early) / 1_800, 0, 2_000);
    }

    private static void WriteUntil(PdfDocument document, int pages)
    {
        for (int i = 0; document.PageCount < pages; i++)
        {
            document.Heading(2, $"Entry {i}");
            document.KeyValueTable([new("When", "14 March 2026"), new("Who", "Siân Llŷr ap Gwŷn")]);
            for (int j = 0; j < 4; j++) document.Paragraph("Maya opened the door herself and showed me the shelf she had painted. The kitchen was warm and there was food in the fridge.");
            document.Quotation("Maya’s own words", "It took two days and the cat walked on it.");
        }
    }
}

/// <summary>A stream that can do nothing but be written to, and forgets what was.</summary>
internal sealed class CountingStream : Stream
{
    private long _length;

    public bool Disposed { get; private set; }
    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => _length;
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => _length += count;

    protected override void Dispose(bool disposing)
    {
        Disposed = true;
        base.Dispose(disposing);
    }
}
