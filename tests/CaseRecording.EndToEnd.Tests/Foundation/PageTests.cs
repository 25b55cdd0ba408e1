using CaseRecording.EndToEnd.Tests.Harness;
using Microsoft.Playwright;

namespace CaseRecording.EndToEnd.Tests.Foundation;

[Collection(SharedProgram.Name)]
public sealed class PageTests(AppServer server, Browser browser)
{
    public static TheoryData<string, string, Screen> Pages()
    {
        var data = new TheoryData<string, string, Screen>();
        foreach (var screen in Enum.GetValues<Screen>())
        {
            data.Add("components", "/dev/components", screen);
            data.Add("components-errors", "/dev/components?errors=true", screen);
            data.Add("accessibility", "/accessibility", screen);
            data.Add("keyboard", "/keyboard", screen);
            data.Add("not-found", "/error", screen);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_AnyScreen_IsAccessibleAndFits(string name, string address, Screen screen)
    {
        await using var visitor = await browser.VisitAsync(server, screen);

        await visitor.GoAsync(address);

        await visitor.AssertFitsAsync(name);
        await visitor.ShootAsync("foundation-" + name);
        if (screen != Screen.Narrow)
            await visitor.AssertAccessibleAsync(name);
        visitor.AssertNothingWrong();
    }

    [Fact]
    public async Task Failure_AnyPage_ShowsTheReferenceThatIsInTheLog()
    {
        await using var visitor = await browser.VisitAsync(server);

        var response = await visitor.GoAsync("/dev/failure");

        Assert.Equal(500, response!.Status);
        var reference = await visitor.Page.Locator("#reference").InnerTextAsync();
        Assert.Matches("^[A-Z0-9]{4}-[A-Z0-9]{4}$", reference);
        Assert.Contains(server.Log, line => line.Contains(reference));
        await visitor.AssertAccessibleAsync("failure");
        await visitor.ShootAsync("foundation-failure");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Reveal_ChosenAnswer_OpensItsQuestionAlsoWithoutScript(bool script)
    {
        await using var visitor = await browser.VisitAsync(server, script: script);
        await visitor.GoAsync("/dev/components");
        var question = visitor.Page.GetByLabel("Why not, and what happens next?");

        Assert.False(await question.IsVisibleAsync());
        await visitor.Page.GetByRole(AriaRole.Group, new() { Name = "Did you see Example?" }).GetByLabel("No", new() { Exact = true }).CheckAsync();
        Assert.True(await question.IsVisibleAsync());
        visitor.AssertNothingWrong();
    }

    [Fact]
    public async Task Form_PostedWithoutScript_ComesBackWithEverythingTyped()
    {
        await using var visitor = await browser.VisitAsync(server, script: false);
        await visitor.GoAsync("/dev/components");
        var page = visitor.Page;
        await page.GetByLabel("Home visit").CheckAsync();
        await page.GetByLabel("Day").FillAsync("31");
        await page.GetByLabel("Example Mother, mother").CheckAsync();
        await page.GetByLabel("Place", new() { Exact = true }).SelectOptionAsync("school");
        await page.GetByLabel("What happened").FillAsync("\nFirst line\n<script>alert(1)</script>");

        await page.GetByRole(AriaRole.Button, new() { Name = "Finalise" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Say why you visited");
        Assert.True(await page.GetByLabel("Home visit").IsCheckedAsync());
        Assert.False(await page.GetByLabel("Child protection visit").IsCheckedAsync());
        Assert.Equal("31", await page.GetByLabel("Day").InputValueAsync());
        Assert.True(await page.GetByLabel("Example Mother, mother").IsCheckedAsync());
        Assert.Equal("school", await page.GetByLabel("Place", new() { Exact = true }).InputValueAsync());
        Assert.Equal("\nFirst line\n<script>alert(1)</script>", await page.GetByLabel("What happened").InputValueAsync());
        await visitor.AssertFitsAsync("posted form");
    }

    [Fact]
    public async Task ErrorSummary_LinkFollowed_PutsTheCursorIntoTheField()
    {
        await using var visitor = await browser.VisitAsync(server);
        await visitor.GoAsync("/dev/components?errors=true");

        Assert.StartsWith("Error: ", await visitor.Page.TitleAsync());
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "The date needs a month" }).ClickAsync();

        await Assertions.Expect(visitor.Page.GetByLabel("Month")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Policy_ForeignScriptInThePage_IsStoppedAndReported()
    {
        await using var visitor = await browser.VisitAsync(server);
        await visitor.GoAsync("/accessibility");
        var report = visitor.Page.WaitForResponseAsync(r => r.Url.EndsWith("/csp-report", StringComparison.Ordinal));

        await visitor.Page.EvaluateAsync("""
            () => { const s = document.createElement('script'); s.textContent = 'window.ran = true'; document.body.append(s) }
            """);

        Assert.Equal(204, (await report).Status);
        Assert.Null(await visitor.Page.EvaluateAsync<bool?>("window.ran"));
        Assert.Contains(visitor.Problems, p => p.Contains("Content Security Policy"));
        Assert.Contains(server.Log, line => line.Contains("Content policy violated: script-src-elem by inline"));
    }

    [Fact]
    public async Task Page_ColdAndWarm_StaysLight()
    {
        await using var visitor = await browser.VisitAsync(server);
        const string weight = "() => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].reduce((sum, e) => sum + e.transferSize, 0)";

        await visitor.GoAsync("/dev/components");
        var cold = await visitor.Page.EvaluateAsync<int>(weight);
        await visitor.GoAsync("/dev/components");
        var warm = await visitor.Page.EvaluateAsync<int>(weight);

        Assert.InRange(cold, 1, 60_000);
        Assert.InRange(warm, 1, 15_000);
    }
}
