using CaseRecording.Core.Children;
using CaseRecording.Core.Disclosure;
using CaseRecording.Core.Time;
using CaseRecording.Pdf;

namespace CaseRecording.Web.Disclosure;

/// <summary>What stands before the entries: cover, contents, how to read it, who's who. Never a protected address; a telephone number or email of professionals only.</summary>
internal static class FrontPages
{
    public static void Write(PdfDocument pdf, DisclosedRecord record, DocumentFrame frame)
    {
        Cover(pdf, record, frame);
        pdf.Contents();
        HowToRead(pdf, record.Child.KnownAs);
        pdf.PageBreak();
        WhoIsWho(pdf, record);
    }

    private static void Cover(PdfDocument pdf, DisclosedRecord record, DocumentFrame frame)
    {
        var (child, recipient) = (record.Child, record.Recipient);
        pdf.Cover(new PdfCover($"The record of {child.KnownAs}’s time with children’s services", child.FullName)
        {
            Organisation = frame.Council,
            Details =
            [
                Birth(child),
                new("Covers", Period(record.Entries)),
                new("Made for", [new PdfRun(recipient.Name, PdfRunStyle.Bold), $", {recipient.Relationship}"]),
                new("Request", $"{recipient.RequestId}, received {LondonTime.FormatDate(recipient.ReceivedOn)}"),
                new("Made on", LondonTime.FormatDateTime(frame.MadeAtUtc)),
            ],
            Note =
                $"These are the words of the people who worked with {child.KnownAs} and the family, as they wrote them down at the time. "
                + $"They wrote to {child.KnownAs}, so “you” means {child.KnownAs}, whoever reads this now.\n\n"
                + "Some of it may be hard to read. There is no need to read it all at once, or alone: you can ask for someone to go through it with you.",
        });
    }

    private static PdfRow Birth(DisclosedChild child) => child.BirthDateKind switch
    {
        BirthDateKind.Due => new("Due to be born", LondonTime.FormatDate(child.BirthDate)),
        BirthDateKind.Estimated => new("Date of birth", $"about {LondonTime.FormatDate(child.BirthDate)} (an estimate)"),
        _ => new("Date of birth", LondonTime.FormatDate(child.BirthDate)),
    };

    private static string Period(IReadOnlyList<DisclosedEntryKey> entries) => entries.Count switch
    {
        0 => "Nothing has been recorded yet",
        1 => $"{Day(entries[0])} (1 entry)",
        var count => $"{Day(entries[0])} to {Day(entries[^1])} ({count} entries)",
    };

    private static string Day(DisclosedEntryKey entry) => LondonTime.FormatDate(LondonTime.DateOf(entry.OccurredAtUtc));

    private static void HowToRead(PdfDocument pdf, string child)
    {
        pdf.Heading(1, "How to read this");
        pdf.Paragraph("The entries stand in the order in which things happened, the oldest first. Each one says when it happened, who took part, who wrote it down and when.");
        pdf.List(
        [
            ["Words in green, ", new("like these", PdfRunStyle.Quote), $", are {child}’s own words, or another child’s where the label says so."],
            [new("Child seen", PdfRunStyle.GreenLabel), " and ", new("Child not seen", PdfRunStyle.RedLabel), $" say whether the worker saw {child} that day."],
            [new("Recorded late", PdfRunStyle.RedLabel), " means that it was written down later than the council’s own limit, and by how much."],
            [new("Opinion", PdfRunStyle.GreyLabel), " and ", new("Third party", PdfRunStyle.GreyLabel), " and labels like them say what the words in [square brackets] after them are: someone’s opinion, or something another person told the worker."],
            [new("Added later", PdfRunStyle.Bold), " is what someone corrected or added afterwards. The first text is never changed; both stand together."],
            [new(DatedDetail.Mask, PdfRunStyle.Bold), " stands in place of an address that is kept secret to keep somebody safe."],
        ]);
        pdf.Paragraph("If you think that something is wrong or missing, you can ask for it to be put right. What you say can be kept beside it.");
    }

    private static void WhoIsWho(PdfDocument pdf, DisclosedRecord record)
    {
        var child = record.Child.KnownAs;
        pdf.Heading(1, "Who’s who");
        About(pdf, record);
        People(pdf, "At home", $"Nobody is recorded as living with {child} now.", record.People.Where(p => p is { IsProfessional: false, LivesThere: true }));
        People(pdf, $"Other people in {child}’s life", "Nobody else is recorded.", record.People.Where(p => p is { IsProfessional: false, LivesThere: false }));
        Professionals(pdf, record.People.Where(p => p.IsProfessional).ToList());
        Workers(pdf, child, record.Workers);
        if (record.Handling.Count > 0) pdf.List(record.Handling.Select(h => (PdfText)h));
    }

    private static void About(PdfDocument pdf, DisclosedRecord record)
    {
        pdf.Heading(2, $"About {record.Child.KnownAs}");
        if (record.Child.Pronouns is { } pronouns) pdf.Paragraph($"Pronouns: {pronouns}");
        if (record.Periods.Count == 0) return;
        pdf.Table(
            [new("What", 2), new("As recorded", 4), new("From", 3), new("Until", 3)],
            record.Periods.Select(p => (IReadOnlyList<PdfText>)[p.What, p.Value, LondonTime.FormatDate(p.From), Until(p.To)]));
    }

    private static void People(PdfDocument pdf, string title, string nobody, IEnumerable<DisclosedPerson> people)
    {
        var rows = people.Select(p => (IReadOnlyList<PdfText>)[p.Name, Words(p), p.HasParentalResponsibility ? [new PdfRun("Yes", PdfRunStyle.Bold)] : "–"]).ToList();
        pdf.Heading(2, title);
        if (rows.Count == 0) pdf.Paragraph(nobody);
        else pdf.Table([new("Name", 3), new("Who they are", 4), new("Parental responsibility", 2)], rows);
    }

    private static string Words(DisclosedPerson person) =>
        string.IsNullOrWhiteSpace(person.TimeTogether) ? Capital(person.Relationship) : $"{Capital(person.Relationship)}. Time together: {person.TimeTogether.Trim()}";

    private static void Professionals(PdfDocument pdf, List<DisclosedPerson> people)
    {
        if (people.Count == 0) return;
        pdf.Heading(2, "Professionals");
        pdf.Table(
            [new("Name", 3), new("Who they are", 4), new("Contact", 3)],
            people.Select(p => (IReadOnlyList<PdfText>)[p.Name, Capital(Joined(", ", p.Relationship, p.Work)), Joined("\n", p.Telephone, p.Email)]));
    }

    private static void Workers(PdfDocument pdf, string child, IReadOnlyList<DisclosedWorker> workers)
    {
        if (workers.Count == 0) return;
        pdf.Heading(2, $"{child}’s social workers");
        pdf.Table(
            [new("Name", 3), new("Team", 3), new("From", 3), new("Until", 3)],
            workers.Select(w => (IReadOnlyList<PdfText>)[w.Name, w.Team, LondonTime.FormatDate(w.From), Until(w.To)]));
    }

    private static string Until(DateOnly? to) => to is { } day ? LondonTime.FormatDate(day) : "now";

    private static string Joined(string separator, params string?[] parts) =>
        string.Join(separator, parts.Where(p => !string.IsNullOrWhiteSpace(p)).Distinct(StringComparer.OrdinalIgnoreCase));

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
