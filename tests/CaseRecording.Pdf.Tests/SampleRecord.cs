namespace CaseRecording.Pdf.Tests;

/// <summary>A document with every kind of block in it, about nobody.</summary>
internal static class SampleRecord
{
    public const string Stamp = "Unredacted – not for release";

    public static readonly PdfOptions Options = new()
    {
        Title = "Record of Maya Ellis-Wójcik",
        Author = "Northbrook County Council",
        CreatedUtc = new DateTime(2026, 3, 14, 15, 5, 0, DateTimeKind.Utc),
        Header = "Maya Ellis-Wójcik · record of children’s services · access request 2026-014",
        Stamp = Stamp,
    };

    public static void Write(PdfDocument document, int years = 2, int entriesPerYear = 6)
    {
        document.Cover(new PdfCover("The record of your time with children’s services", "Maya Ellis-Wójcik, born 3 May 2014")
        {
            Organisation = "Northbrook County Council",
            Details =
            [
                new("Prepared for", "Maya Ellis-Wójcik, care of her mother, Dorota Wójcik"),
                new("Request", "2026-014, received 2 March 2026"),
                new("Prepared on", "14 March 2026, 3:05pm"),
                new("Covers", "9 January 2024 to 12 March 2026"),
            ],
            Note = "This is what was written down while social workers were working with you and your family. Some of it may be hard to read. You can ask for someone to go through it with you.",
        });
        document.Contents();
        WhoIsWho(document);
        for (int year = 0; year < years; year++)
        {
            document.PageBreak();
            document.Heading(1, FormattableString.Invariant($"{2024 + year}"));
            for (int entry = 0; entry < entriesPerYear; entry++) Entry(document, 2024 + year, entry);
        }
    }

    private static void WhoIsWho(PdfDocument document)
    {
        document.Heading(1, "Who’s who");
        document.Paragraph("The people named most often in this record, and what they have to do with you.");
        document.Table(
            [new("Name", 2), new("Who they are", 3), new("From", 2)],
            [
                ["Dorota Wójcik", "Your mother", "–"],
                ["Siân Llŷr ap Gwŷn", "Social worker", "January 2024"],
                ["Nguyễn Thị Ánh", "Family support worker", "March 2024"],
                ["Νίκος Παπαδόπουλος", "Head of year at your school", "September 2024"],
                ["Олександра Шевченко", "Health visitor", "January 2024"],
                ["فاطمة الزهراء", "Interpreter", "June 2025"],
                ["דוד לוי", "Neighbour", "June 2025"],
                ["王小明", "Foster carer", "July 2025"],
            ]);
        document.Heading(2, "Words used in this record", contents: false);
        document.List(
            [
                "Assessment: finding out what a child needs and whether the people around them can give it.",
                ["Child in need plan: ", new("what everyone agreed to do", PdfRunStyle.Bold), ", and by when."],
                "Review: a meeting that looks at whether the plan is helping.",
            ]);
    }

    private static void Entry(PdfDocument document, int year, int number)
    {
        document.Heading(2, FormattableString.Invariant($"{3 + number} {Months[number % 12]} {year} – visit at home"));
        document.Paragraph([new("Child seen", PdfRunStyle.GreenLabel), " ", new("Seen alone", PdfRunStyle.GreenLabel), " ", new("Late: written after 31 hours", PdfRunStyle.RedLabel), " ", new("Meeting", PdfRunStyle.BlueLabel), " ", new("Written, not final", PdfRunStyle.GreyLabel)], keepWithNext: true);
        document.KeyValueTable(
            [
                new("When it happened", FormattableString.Invariant($"{3 + number} {Months[number % 12]} {year}, 4:10pm to 5:25pm")),
                new("When it was written", FormattableString.Invariant($"{4 + number} {Months[number % 12]} {year}, 11:20pm")),
                new("Who took part", "Maya; Dorota Wójcik (mother); Siân Llŷr ap Gwŷn (social worker); for the last twenty minutes also Nguyễn Thị Ánh (family support)"),
                new("Reason", "Planned visit under the child in need plan"),
            ]);
        document.Heading(3, "What happened", bookmark: false, contents: false);
        document.Paragraph(["Maya opened the door herself and showed me the shelf she had painted. She said ", new("it took two days and the cat walked on it", PdfRunStyle.Quote), ". Dorota made tea and told me about the new shifts; the early ones end before school does, so she can be at the gate. The kitchen was warm, there was food in the fridge and Maya’s school bag stood packed by the stairs."]);
        document.Paragraph("We looked at the bedroom together. The window closes now. Maya has her own desk and a lamp that works. She was wearing her school jumper, which fitted, and she had a plaster on her knee from falling off her scooter on Sunday.");
        document.Quotation("Maya’s own words", "I like it when Mum is there at the gate because then I don’t have to walk past the shop. When it is dark the big boys shout things. I told Mr Papadopoulos and he said he would look.");
        document.Heading(3, "Analysis", bookmark: false, contents: false);
        document.Paragraph("Maya spoke freely and at length, which she did not in the autumn. The change of shifts has taken away the hour that worried us most. The walk home past the shop still needs an answer before the evenings grow darker.");
        document.List(["Siân will ring the school about the walk home by Friday.", "Dorota will ask the neighbour at number 12 whether she could meet Maya on late days."]);
        if (number % 3 == 2) document.Aside("Amendment by Siân Llŷr ap Gwŷn, 20 March 2026, 9:15am", "The neighbour lives at number 14, not 12.");
    }

    private static readonly string[] Months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
}
