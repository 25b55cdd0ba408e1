using CaseRecording.EndToEnd.Tests.Harness;
using CaseRecording.TestKit;
using Microsoft.Playwright;

namespace CaseRecording.EndToEnd.Tests.Foundation;

/// <summary>The browser dies in the middle of a sentence.</summary>
[Collection(SharedProgram.Name)]
public sealed class KilledBrowserTests(AppServer server, Browser browser)
{
    private const string Form = "/dev/components";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Kill_AMomentAfterTyping_LosesNothing(bool offline)
    {
        for (var attempt = 0; attempt < Assurance.Times(usual: 1, full: 20); attempt++)
        {
            await using var killable = new KillableBrowser(browser, server);
            var drafts = new FakeDrafts();
            var words = $"Zebrafish {attempt} said the landing was dark";
            var visitor = await killable.OpenAsync();
            await drafts.AttachAsync(visitor.Context);
            await visitor.GoAsync(Form);
            drafts.Away = offline;
            await visitor.Page.GetByLabel("What happened").PressSequentiallyAsync(words, new() { Delay = 15 });
            await Task.Delay(500); // half of the second that may be lost, and before the first save
            await killable.KillAsync();

            Assert.Empty(killable.FilesHolding("the landing was dark"));

            drafts.Away = false;
            visitor = await killable.OpenAsync();
            await drafts.AttachAsync(visitor.Context);
            await visitor.GoAsync(Form);
            // The page is served empty: what is there now came from this device.
            await Assertions.Expect(visitor.Page.GetByLabel("What happened")).ToHaveValueAsync(words);
            await Assertions.Expect(visitor.Page.Locator("#savestate")).ToHaveTextAsync("Saved 12:04");
            Assert.Equal([words], drafts.Fields["facts"]);
        }
    }
}
