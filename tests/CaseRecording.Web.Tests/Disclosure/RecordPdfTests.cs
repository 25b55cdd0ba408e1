using System.Text.RegularExpressions;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Writing;
using CaseRecording.TestKit;
using CaseRecording.Web.Disclosure;

namespace CaseRecording.Web.Tests.Disclosure;

public sealed class RecordPdfTests(ExportedRecord record) : IClassFixture<ExportedRecord>
{
    /// <summary>Where the entries begin: behind the contents and the front pages.</summary>
    private string Body => record.Text[record.Text.LastIndexOf(" social workers ", StringComparison.Ordinal)..];

    [Fact]
    public void File_ReadByAnotherProgram_IsSound() => Assert.Contains("No syntax or stream encoding errors found", PdfTools.Check(record.File), StringComparison.Ordinal);

    [Fact]
    [Trait("Rule", "F-07")]
    public void Entries_All_F07_StandInTheOrderOfEvents()
    {
        string[] titles =
        [
            "20 December 2025: The shelf you painted", "4 January 2026: The school rang about lunch", "20 January 2026: Nobody came to the door",
            "10 February 2026: Where you will sleep", "15 February 2026: Case note summary", "16 March 2026: A word with your nan",
        ];

        Assert.Equal(titles.Length, record.Written.Entries);
        Assert.Equal(titles, titles.OrderBy(t => Body.IndexOf(t, StringComparison.Ordinal)));
        Assert.All(titles, t => Assert.Contains(t, Body, StringComparison.Ordinal));
    }

    [Fact]
    public void Entries_EveryTextOfEachField_IsThere()
    {
        foreach (var entry in record.Entries)
        {
            foreach (var text in entry.Content.Fields.Values.Concat(entry.Own.Fields.Values))
            {
                foreach (var word in Plain(text).Split(' ', StringSplitOptions.RemoveEmptyEntries)) Assert.Contains(word, Body, StringComparison.Ordinal);
                if (!text.Contains("[[", StringComparison.Ordinal) && !text.Contains('\n')) Assert.Contains(PdfTools.OneLine(text), Body, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    [Trait("Rule", "N-10")]
    public void File_OfOneSibling_N10_HoldsNothingOfTheOther()
    {
        Assert.DoesNotContain(ExportedRecord.Sibling, record.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(ExportedRecord.Sibling, PdfTools.Unpacked(record.File), StringComparison.Ordinal);
        Assert.DoesNotContain("Leo", record.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "A-07")]
    public void File_AfterMovesOffAndOntoTheRecord_A07_TellsBothAndHoldsNothingOfWhatIsAnothers()
    {
        Assert.DoesNotContain(ExportedRecord.Astray, record.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(ExportedRecord.Astray, PdfTools.Unpacked(record.File), StringComparison.Ordinal);
        Assert.Contains("An entry of 9 March 2026 was recorded here by mistake. It was moved on 9 March 2026, 4:00pm by Priya Raman.", record.Text, StringComparison.Ordinal);
        Assert.Contains("Recorded first on another record by mistake. Moved here on 16 March 2026, 4:00pm by Ellie Marsh.", record.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("I had the wrong record open", record.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "T-05")]
    public void File_ConcernWithoutAnEntry_T05_StandsInItWithWhatBecameOfIt() => Assert.Contains(
        "Reported 1 March 2026, 9:00am by Ellie Marsh: “You came in with a burn on your wrist and are with Nia Price.” No entry records it. Acknowledged 1 March 2026, 9:00am by Priya Raman. "
        + "Withdrawn 1 March 2026, 9:00am by Ellie Marsh, because: It was paint and washed off", record.Text, StringComparison.Ordinal);

    [Fact]
    public void File_ProtectedAddress_IsMasked()
    {
        Assert.DoesNotContain(ExportedRecord.Address, record.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(ExportedRecord.Address, PdfTools.Unpacked(record.File), StringComparison.Ordinal);
        Assert.Contains("Address Protected address 1 February 2026 now", record.Text, StringComparison.Ordinal);
        Assert.Contains("Address 12 Mill Row, Northtown 1 January 2020 1 February 2026", record.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void WhoIsWho_Family_HasParentalResponsibilityAndNoNumbers()
    {
        Assert.Contains("Dorota Wójcik Mother Yes", record.Text, StringComparison.Ordinal);
        Assert.Contains("Jan Wójcik Grandfather. Time together: Every other Saturday –", record.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(ExportedRecord.PrivateNumber, record.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("private@home.example", record.Text, StringComparison.Ordinal);
        Assert.Contains("01632 960100 nia.price@school.example", record.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Cover_SaysWhoseForWhomAndWhen()
    {
        var cover = PdfTools.OneLine(record.Pages[0]);
        Assert.Contains("Northtown Council", cover, StringComparison.Ordinal);
        Assert.Contains("The record of Maya’s time with children’s services", cover, StringComparison.Ordinal);
        Assert.Contains("Date of birth 3 May 2014", cover, StringComparison.Ordinal);
        Assert.Contains("Covers 20 December 2025 to 16 March 2026 (6 entries)", cover, StringComparison.Ordinal);
        Assert.Contains("Made for Maya Ellis-Wójcik, the person herself", cover, StringComparison.Ordinal);
        Assert.Contains("received 2 March 2026", cover, StringComparison.Ordinal);
        Assert.Contains("Made on 17 March 2026, 2:00pm", cover, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryPage_BearsTheStampAndTheRecipient()
    {
        Assert.Equal(record.Written.Pages, record.Pages.Count);
        Assert.All(record.Pages, page => Assert.Contains(RecordPdf.Stamp, page, StringComparison.Ordinal));
        Assert.All(record.Pages.Skip(1), page => Assert.Contains("For Maya Ellis-Wójcik", page, StringComparison.Ordinal));
        Assert.All(record.Pages.Select((page, i) => (page, i)), p => Assert.Contains($"Page {p.i + 1} of {record.Pages.Count}", p.page, StringComparison.Ordinal));
    }

    [Fact]
    public void Contents_EachLine_LeadsToItsPage()
    {
        var lines = Regex.Matches(PdfTools.OneLine(record.Pages[1]), @"(?<title>\d+ \w+ \d{4}: .*?|How to read this|Who’s who|(?:January|February|March|December) \d{4}) (?<page>\d+)(?= |$)");

        Assert.Equal(2 + 4 + 6, lines.Count);
        Assert.All(lines, line => Assert.Contains(line.Groups["title"].Value, PdfTools.OneLine(record.Pages[int.Parse(line.Groups["page"].Value) - 1]), StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Rule", "T-03")]
    public void Entry_Late_T03_SaysSoInWordsAndWhy()
    {
        var entry = Section("4 January 2026: The school rang about lunch", "20 January 2026:");
        Assert.Contains("Recorded late: written 8 January 2026, 5:30pm", entry, StringComparison.Ordinal);
        Assert.Contains("Finalised late", entry, StringComparison.Ordinal);
        Assert.Contains("Why it was late I was ill that week.", entry, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "N-17")]
    public void Entry_Amended_N17_ShowsAuthorTimeReasonAndBothDates()
    {
        var call = Section("4 January 2026: The school rang about lunch", "20 January 2026:");
        Assert.Contains("Added later: 20 February 2026, 10:00am Added by Ellie Marsh Why I had looked at the wrong page Date first recorded 5 January 2026, 9:30am Corrected date 4 January 2026, 9:30am The call came on the Sunday.", call, StringComparison.Ordinal);
        var visit = Section("20 December 2025: The shelf", "4 January 2026:");
        Assert.Contains("Why The carpenter came after I had left The window was mended. “It shuts now”.", visit, StringComparison.Ordinal);
        Assert.DoesNotContain("Only about the brother", visit, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "N-06")]
    public void Entry_Markers_N06_StandAsWords()
    {
        Assert.Contains("Child seen, alone", Section("20 December 2025: The shelf", "4 January 2026:"), StringComparison.Ordinal);
        var unseen = Section("20 January 2026: Nobody came", "10 February 2026:");
        Assert.Contains("Child not seen", unseen, StringComparison.Ordinal);
        Assert.Contains("Who took part Nobody was present", unseen, StringComparison.Ordinal);
        Assert.Contains("Visit not by the allocated worker", unseen, StringComparison.Ordinal);
        Assert.Contains("Written, not final", Section("16 March 2026: A word", null), StringComparison.Ordinal);
    }

    [Fact]
    public void Entry_Facts_SayWhenKindWhoAndWritten()
    {
        var visit = Section("20 December 2025: The shelf", "4 January 2026:");
        Assert.Contains("When it happened 20 December 2025, 3:10pm to 4:25pm Kind Home visit Reason for contact Planned visit after half term Place At home", visit, StringComparison.Ordinal);
        Assert.Contains("Who took part Jean Thornley, Mother (present) Ann Lee, Family support worker (spoken with) Interpreter Eva Novak (contracted service)", visit, StringComparison.Ordinal);
        Assert.Contains("Maya seen Yes, and alone. Spoken with. Bedroom seen Recorded by Ellie Marsh Written 20 December 2025, 6:25pm; final 20 December 2025, 6:25pm", visit, StringComparison.Ordinal);
        Assert.Contains("Actions agreed • Ring the school about the walk home – Ellie Marsh, by 23 December 2025", visit, StringComparison.Ordinal);
        var decision = Section("10 February 2026: Where", "15 February 2026:");
        Assert.Contains("Kind Decision: Change of placement", decision, StringComparison.Ordinal);
        Assert.Contains("Explained to Maya Maya, you can sleep", decision, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "N-05")]
    public void Marks_WordsAndStatements_N05_AreLabelled()
    {
        var visit = Section("20 December 2025: The shelf", "4 January 2026:");
        Assert.Contains("Maya’s own words I like it when Mum is at the gate", visit, StringComparison.Ordinal);
        Assert.Contains("A child’s own words somebody’s shared words", visit, StringComparison.Ordinal);
        Assert.Contains("You said “it took two days”.", visit, StringComparison.Ordinal);
        Assert.Contains("Opinion: Dorota Wójcik [the new shifts are better] and Third party: Ms Lee, school [you were early all week].", visit, StringComparison.Ordinal);
        Assert.Contains("Sensitive [You wet the bed again.] Judgement [I think that you are safer.]", visit, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "N-20")]
    public void Links_ToOwnAndToForeignEntries_N20_NameOnlyOwnOnes() =>
        Assert.Contains("As in the entry of 20 December 2025 and another entry.", Section("20 January 2026: Nobody came", "10 February 2026:"), StringComparison.Ordinal);

    private string Section(string from, string? to)
    {
        var start = Body.IndexOf(from, StringComparison.Ordinal);
        Assert.True(start >= 0, from);
        var end = to is null ? Body.Length : Body.IndexOf(to, start + from.Length, StringComparison.Ordinal);
        // Header and footer of a page that ends within the entry stand between its lines.
        return Regex.Replace(Body[start..end], @" Page \d+ of \d+| Unredacted – not for release| For Maya Ellis-Wójcik · record of Maya Ellis-Wójcik · request \d+", "");
    }

    private static string Plain(string text) => string.Join(' ', MarkedText.Parse(text).Inlines.OfType<Text>().Select(t => t.Value));
}
