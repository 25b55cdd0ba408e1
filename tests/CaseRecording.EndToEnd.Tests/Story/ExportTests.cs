using System.Globalization;
using System.Text.RegularExpressions;
using CaseRecording.Core.Time;
using CaseRecording.EndToEnd.Tests.Harness;
using CaseRecording.TestKit;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;

namespace CaseRecording.EndToEnd.Tests.Story;

/// <summary>Somebody asks to see a record: information governance takes the request, and the record becomes a document.</summary>
public sealed class ExportTests(Council council, Browser browser) : IClassFixture<Council>, IClassFixture<Browser>
{
    private const string Stamp = "Unredacted – not for release";

    private sealed record Entry(string Heading, bool? Seen, bool Late, string? Amendment);

    [Fact]
    public async Task Request_FromFindingTheChild_EndsInADocumentWithEveryEntryInOrder()
    {
        await using var visitor = await browser.VisitAsync(council);
        await OpenRequestAsync(visitor, "Keeley Ashworth");
        await visitor.AssertAccessibleAsync("New request");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Export the record" }).ClickAsync();
        var file = await DownloadAsync(visitor);

        PdfTools.Check(file);
        var pages = PdfTools.Pages(file);
        Assert.All(pages, page => Assert.Contains(Stamp, page, StringComparison.Ordinal));
        Assert.All(pages.Skip(1), (page, i) => Assert.Matches($@"(?i)page {i + 2} of {pages.Count}\b", page));
        AssertEntries(PdfTools.Text(file), Entries(council.Child("Keeley Ashworth")));
        await visitor.AssertAccessibleAsync("Request with a document");
        await visitor.AssertFitsAsync("Request with a document");
        await visitor.ShootAsync("information-governance-3");
        visitor.AssertNothingWrong();
    }

    [Fact]
    public async Task Export_OfALongRecord_TellsItsProgressCanBeLeftAndCancelled()
    {
        var child = council.Child("Poppy Lister");
        Lengthen(child, copies: 600);
        await using var visitor = await browser.VisitAsync(council);
        var page = visitor.Page;
        var address = await OpenRequestAsync(visitor, "Poppy Lister");
        await page.GetByRole(AriaRole.Button, new() { Name = "Export the record" }).ClickAsync();

        await Assertions.Expect(page.Locator("[data-progress-text]")).ToHaveTextAsync(new Regex(@"^[1-9]\d* of \d{4,5} entries written$"));
        await visitor.ShootAsync("information-governance-2");
        await visitor.GoAsync("/requests");
        await visitor.GoAsync(address);
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();

        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Cancelled");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Export it again" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("Download") })).ToHaveCountAsync(0);
        await UntilAsync(() => Files($"FROM Exports WHERE ChildId = {child}").Length == 0);
        visitor.AssertNothingWrong();
    }

    [Fact]
    public async Task Export_ProgramKilledMidway_HandsOutNothingThenAllOfIt()
    {
        var child = council.Child("Kian Lister");
        Lengthen(child, copies: 80);
        await using var visitor = await browser.VisitAsync(council);
        var page = visitor.Page;
        var address = await OpenRequestAsync(visitor, "Kian Lister");
        await page.GetByRole(AriaRole.Button, new() { Name = "Export the record" }).ClickAsync();
        var export = $"FROM Exports WHERE ChildId = {child}";
        await UntilAsync(() => Ask($"SELECT Done > 0 {export}") == "1");
        await council.KillAsync();
        Assert.Equal("Running", Ask($"SELECT State {export}"));
        Assert.EndsWith("-1.partial", Assert.Single(Files(export)), StringComparison.Ordinal);
        await council.StartAsync();

        // The dead worker's lease still holds: nobody writes, and nothing is given out.
        var download = $"{address}/exports/{Ask($"SELECT lower(Id) {export}")}/download";
        Assert.Equal(404, (await page.APIRequest.GetAsync(council.Url + download)).Status);
        await visitor.GoAsync(address);
        await Assertions.Expect(page.Locator("[data-progress-text]")).ToContainTextAsync("entries written");
        Ask($"UPDATE Exports SET LeaseUntilUtc = datetime('now', '-1 second') WHERE ChildId = {child}"); // rather than wait two minutes
        var file = await DownloadAsync(visitor);

        Assert.Equal("Ready 2", Ask($"SELECT State || ' ' || Attempts {export}"));
        PdfTools.Check(file);
        var text = PdfTools.Text(file);
        AssertEntries(text, Entries(child));
        Assert.Equal(int.Parse(Ask($"SELECT Total {export}"), CultureInfo.InvariantCulture), Regex.Count(text, "Recorded by"));
        visitor.AssertNothingWrong();
    }

    /// <summary>What lies in the folder of exports of one of them.</summary>
    private string[] Files(string export) =>
        Directory.GetFiles(Path.Combine(Path.GetDirectoryName(council.DatabaseFile)!, "exports"), $"{Ask($"SELECT lower(replace(Id, '-', '')) {export}")}*");

    /// <summary>Finds the child and records the request; returns its address.</summary>
    private static async Task<string> OpenRequestAsync(Visitor visitor, string child)
    {
        var page = visitor.Page;
        await visitor.SignInAsync("colin.marsh");
        await page.GetByRole(AriaRole.Button, new() { Name = "Record a new request" }).ClickAsync();
        await page.FillAsync("[name=search]", child);
        await page.GetByRole(AriaRole.Button, new() { Name = "Find" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = child }).ClickAsync();
        await page.FillAsync("[name=requesterName]", "Rosalind Fairweather");
        await page.FillAsync("[name=requesterRelationship]", "solicitor acting for the child");
        var today = LondonTime.DateOf(TimeProvider.System.GetUtcNow().UtcDateTime);
        foreach (var (part, value) in new[] { ("day", today.Day), ("month", today.Month), ("year", today.Year) })
            await page.FillAsync($"[name=receivedOn-{part}]", value.ToString(CultureInfo.InvariantCulture));
        await page.GetByRole(AriaRole.Button, new() { Name = "Record the request" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(@"/requests/\d+$"));
        return new Uri(page.Url).AbsolutePath;
    }

    /// <summary>Waits as the reader does, until the link stands there.</summary>
    private static async Task<string> DownloadAsync(Visitor visitor)
    {
        var link = visitor.Page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("Download the PDF") });
        await link.WaitForAsync(new() { Timeout = 120_000 });
        var download = await visitor.Page.RunAndWaitForDownloadAsync(() => link.ClickAsync());
        Assert.Matches(@"^access-request-\d+\.pdf$", download.SuggestedFilename);
        return await download.PathAsync();
    }

    /// <summary>Each entry in its place, from its heading to the next one's, with its markers, late label and amendment.</summary>
    private static void AssertEntries(string text, List<Entry> entries)
    {
        Assert.NotEmpty(entries);
        var starts = new List<int>();
        // Headings stand in the contents as well; the entries are what follows the last of the first one.
        for (var (i, from) = (0, text.LastIndexOf(entries[0].Heading, StringComparison.Ordinal)); i < entries.Count; i++)
        {
            from = text.IndexOf(entries[i].Heading, from, StringComparison.Ordinal);
            Assert.True(from >= 0, $"“{entries[i].Heading}” is missing or not in its place");
            starts.Add(from++);
        }

        foreach (var (entry, i) in entries.Select((e, i) => (e, i)))
        {
            var own = text[starts[i]..(i + 1 < starts.Count ? starts[i + 1] : text.Length)];
            if (entry.Seen is { } seen) Assert.Contains(seen ? "Child seen" : "Child not seen", own, StringComparison.Ordinal);
            Assert.Equal(entry.Late, own.Contains("Recorded late:", StringComparison.Ordinal));
            if (entry.Amendment is { } amendment)
            {
                Assert.Contains("Added later:", own, StringComparison.Ordinal);
                Assert.Contains(amendment[..40], own, StringComparison.Ordinal);
            }
        }
    }

    private List<Entry> Entries(int child)
    {
        using var connection = Open(SqliteOpenMode.ReadOnly);
        using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT r.Title, c.OccurredAtUtc, c.Seen, r.WrittenLate, (SELECT Text FROM Amendments a WHERE a.RecordingId = r.Id AND (a.ChildId IS NULL OR a.ChildId = $child) LIMIT 1)
            FROM RecordingChildren c JOIN Recordings r ON r.Id = c.RecordingId WHERE c.ChildId = $child AND r.Id < 100000 ORDER BY c.OccurredAtUtc, r.Id
            """;
        command.Parameters.AddWithValue("$child", child);
        using var reader = command.ExecuteReader();
        var entries = new List<Entry>();
        while (reader.Read())
        {
            var day = LondonTime.DateOf(DateTime.SpecifyKind(reader.GetDateTime(1), DateTimeKind.Utc));
            entries.Add(new Entry($"{LondonTime.FormatDate(day)}: {reader.GetString(0)}", reader.IsDBNull(2) ? null : reader.GetBoolean(2), reader.GetBoolean(3), reader.IsDBNull(4) ? null : reader.GetString(4)));
        }

        return entries;
    }

    /// <summary>Repeats what is in a record, so that writing it takes seconds.</summary>
    private void Lengthen(int child, int copies)
    {
        var own = $"SELECT RecordingId FROM RecordingChildren WHERE ChildId = {child} AND RecordingId < 100000";
        using var connection = Open(SqliteOpenMode.ReadWrite);
        using var transaction = connection.BeginTransaction();
        // Beyond every key there is: another test may have lengthened a brother's record, with entries of both.
        var beyond = long.Parse(Ask("SELECT MAX(m) / 100000 FROM (SELECT MAX(Id) AS m FROM Recordings UNION ALL SELECT MAX(Id) FROM RecordingVersions UNION ALL SELECT MAX(Id) FROM RecordingParticipants)"), CultureInfo.InvariantCulture);
        foreach (var (table, where, keys) in new[]
        {
            ("Recordings", $"Id IN ({own})", "Id"), ("RecordingVersions", $"RecordingId IN ({own})", "Id RecordingId"), ("RecordingParticipants", $"RecordingId IN ({own})", "Id RecordingId"),
            ("RecordingChildVersions", $"ChildId = {child} AND RecordingVersionId IN (SELECT Id FROM RecordingVersions WHERE RecordingId IN ({own}))", "RecordingVersionId"),
            ("RecordingChildren", $"ChildId = {child} AND RecordingId < 100000", "RecordingId"),
        })
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"SELECT group_concat(CASE WHEN ' {keys} ' LIKE '% ' || name || ' %' THEN name || ' + ({beyond} + i) * 100000' ELSE name END) FROM (SELECT name FROM pragma_table_info('{table}') ORDER BY cid)";
            var columns = (string)command.ExecuteScalar()!;
            command.CommandText = $"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {copies}) INSERT INTO {table} SELECT {columns} FROM {table}, n WHERE {where}";
            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    private string Ask(string sql)
    {
        using var connection = Open(SqliteOpenMode.ReadWrite);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture) ?? "";
    }

    private SqliteConnection Open(SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = council.DatabaseFile, Mode = mode, Pooling = false, DefaultTimeout = 15 }.ToString());
        connection.Open();
        return connection;
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (var i = 0; i < 1500; i++)
        {
            if (condition()) return;
            await Task.Delay(20);
        }

        throw new TimeoutException("It did not come to that.");
    }
}
