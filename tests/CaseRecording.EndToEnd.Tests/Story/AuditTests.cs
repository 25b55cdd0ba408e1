using System.Globalization;
using System.Text.RegularExpressions;
using CaseRecording.Core.Quality;
using CaseRecording.EndToEnd.Tests.Harness;
using Microsoft.Playwright;

namespace CaseRecording.EndToEnd.Tests.Story;

/// <summary>A manager audits a record of a sample: nothing typed is lost, and what must be put right reaches the worker.</summary>
[Collection(WithCouncil.Name)]
public sealed class AuditTests(Council council, Browser browser)
{
    [Fact]
    [Trait("Rule", "Q-04")]
    public async Task Audit_FromMyWorkToTheWorkersOwn_Q04_LosesNoWord()
    {
        await using var manager = await browser.VisitAsync(council);
        var page = manager.Page;
        await manager.SignInAsync("farah.siddiqui");
        await page.ClickAsync("[aria-labelledby=audits-heading] a:has-text('Noah Hewitt')");
        await page.ClickAsync("[name=act][value=finish]");
        await Assertions.Expect(page.Locator(".govuk-error-summary")).ToContainTextAsync("Choose the judgement on the whole record");
        await manager.AssertAccessibleAsync("Audit with errors");
        await manager.AssertFitsAsync("Audit with errors");
        await manager.ShootAsync("audit-errors");

        foreach (var point in StandardLabels.All) await page.CheckAsync($"[name=point-{point.Key()}][value={(point == StandardPoints.Balanced ? "partly" : "met")}]");
        await page.FillAsync("[name=point-balanced-comment]", "The good news of the swimming badge is told to nobody but his mother.");
        await page.FillAsync("[name=strengths]", "Noah is safe in it: no page says where he lives.");
        await Assertions.Expect(page.Locator("#savestate")).ToHaveTextAsync(new Regex("^Saved "));
        await manager.GoAsync("/");
        await page.ClickAsync("[aria-labelledby=audits-heading] a:has-text('Noah Hewitt')");
        await Assertions.Expect(page.Locator("[name=strengths]")).ToHaveValueAsync("Noah is safe in it: no page says where he lives.");
        await page.CheckAsync("[name=outcome][value=good]");
        await page.ClickAsync("[data-adds=action]");
        await page.FillAsync("[name=action-1-what]", "Write to Noah what his badge meant");
        await page.SelectOptionAsync("[name=action-1-who]", new SelectOptionValue { Label = "Tunde Adebayo" });
        var due = TimeProvider.System.GetUtcNow().AddDays(10);
        foreach (var (part, value) in new[] { ("day", due.Day), ("month", due.Month), ("year", due.Year) }) await page.FillAsync($"[name=action-1-by-{part}]", value.ToString(CultureInfo.InvariantCulture));
        await page.ClickAsync("[name=act][value=finish]");
        await Assertions.Expect(page.Locator(".govuk-notification-banner")).ToContainTextAsync("The audit is finished");
        await manager.AssertAccessibleAsync("Finished audit");
        await manager.ShootAsync("audit-finished");
        manager.AssertNothingWrong();

        await using var worker = await browser.VisitAsync(council, Screen.Phone);
        await worker.SignInAsync("tunde.adebayo");
        await Assertions.Expect(worker.Page.Locator("[aria-labelledby=remedial-heading]")).ToContainTextAsync("Write to Noah what his badge meant");
        worker.AssertNothingWrong();
    }
}
