using System.Globalization;
using CaseRecording.Core.Disclosure;
using CaseRecording.Core.Time;
using CaseRecording.Pdf;

namespace CaseRecording.Web.Disclosure;

/// <summary>A child's record as a PDF that reads like a story (F-07): cover, contents, how to read it, who's who, then the entries in the order of events.</summary>
public sealed class RecordPdf : IRecordDocument
{
    /// <summary>On every page until redaction and approval are there (F-06).</summary>
    public const string Stamp = "Unredacted – not for release";

    public async Task<WrittenDocument> WriteAsync(
        DisclosedRecord record, IAsyncEnumerable<DisclosedEntry> entries, DocumentFrame frame, Stream output, Func<int, Task> written, CancellationToken cancellationToken)
    {
        using var pdf = new PdfDocument(output, Options(record, frame), cancellationToken: cancellationToken);
        FrontPages.Write(pdf, record, frame);
        PlanPages.Write(pdf, record);

        var pages = new EntryPages(pdf, record, frame.MadeAtUtc);
        var (count, month) = (0, default(DateOnly));
        await foreach (var entry in entries.WithCancellation(cancellationToken))
        {
            month = OpenMonth(pdf, LondonTime.DateOf(entry.Line.Facts.OccurredAtUtc), month);
            pages.Write(entry);
            await written(++count);
        }

        if (count == 0) NothingRecorded(pdf, record);
        TellConcerns(pdf, record);
        AuditPages.Write(pdf, record);
        TellCorrections(pdf, record);
        TellMovedAway(pdf, record);
        TellMissingCharacters(pdf);
        pdf.Complete();
        return new WrittenDocument(count, pdf.PageCount);
    }

    private static PdfOptions Options(DisclosedRecord record, DocumentFrame frame) => new()
    {
        Title = $"Record of {record.Child.FullName}",
        Author = frame.Council,
        CreatedUtc = frame.MadeAtUtc,
        Header = $"For {record.Recipient.Name} · record of {record.Child.FullName} · request {record.Recipient.RequestId}",
        Stamp = Stamp,
    };

    /// <summary>Years and months are chapters: they carry the contents and the bookmarks.</summary>
    private static DateOnly OpenMonth(PdfDocument pdf, DateOnly day, DateOnly open)
    {
        var month = new DateOnly(day.Year, day.Month, 1);
        if (month == open) return open;
        if (month.Year != open.Year)
        {
            pdf.PageBreak();
            pdf.Heading(1, month.ToString("yyyy", CultureInfo.InvariantCulture));
        }

        pdf.Heading(2, month.ToString("MMMM yyyy", CultureInfo.InvariantCulture));
        return month;
    }

    private static void NothingRecorded(PdfDocument pdf, DisclosedRecord record)
    {
        pdf.Heading(1, "Entries");
        pdf.Paragraph($"Nothing has been written to {record.Child.KnownAs}’s record yet.");
    }

    /// <summary>What people asked to be put right, and what was done (F-04).</summary>
    private static void TellCorrections(PdfDocument pdf, DisclosedRecord record)
    {
        if (record.Corrections.Count == 0) return;
        pdf.PageBreak();
        pdf.Heading(1, "Requests to put something right");
        pdf.Paragraph("What people said was wrong in this record, what the council did about it, and what it decided.");
        pdf.List(record.Corrections.Select(c => (PdfText)c.InWords));
    }

    private static void TellConcerns(PdfDocument pdf, DisclosedRecord record)
    {
        if (record.Concerns.Count == 0) return;
        pdf.PageBreak();
        pdf.Heading(1, "Safeguarding concerns");
        pdf.Paragraph($"What workers told their manager at once, in a sentence, because they were worried that {record.Child.KnownAs} was not safe.");
        pdf.List(record.Concerns.Select(c => (PdfText)c.InWords));
    }

    /// <summary>What stood here by mistake: that it did, and nothing of it .</summary>
    private static void TellMovedAway(PdfDocument pdf, DisclosedRecord record)
    {
        if (record.MovedAway.Count == 0) return;
        pdf.PageBreak();
        pdf.Heading(1, "Entries that were here by mistake");
        pdf.Paragraph($"These were written about someone else and put on {record.Child.KnownAs}’s record by mistake. They were moved to where they belong.");
        pdf.List(record.MovedAway.Select(m => (PdfText)m.Sentence));
    }

    private static void TellMissingCharacters(PdfDocument pdf)
    {
        if (pdf.MissingCharacters.Count == 0) return;
        pdf.PageBreak();
        pdf.Heading(1, "Characters that could not be shown");
        pdf.Paragraph("This document has no letters for the characters below. A marker stands in place of each. Ask for the entry itself before you rely on it.");
        pdf.List(pdf.MissingCharacters.ToList().ConvertAll(m => (PdfText)$"[?{m.Code}], {m.Count} times"));
    }
}
