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
    [InlineData(false, 300)]
    [InlineData(true, 300)]
    [InlineData(false, 1500)]
    [InlineData(true, 1500)]
    public async Task Kill_AMomentAfterTyping_LosesASecondAtMost(bool offline, int milliseconds)
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
            var field = visitor.Page.GetByLabel("What happened");
            await field.PressSequentiallyAsync(words, new() { Delay = 15 });
            await Task.Delay(1000 - Math.Min(milliseconds, 1000));
            await field.PressSequentiallyAsync(" and", new() { Delay = 15 });
            await Task.Delay(milliseconds);
            await killable.KillAsync();

            Assert.Empty(killable.FilesHolding("the landing was dark"));

            drafts.Away = false;
            visitor = await killable.OpenAsync();
            await drafts.AttachAsync(visitor.Context);
            await visitor.GoAsync(Form);
            // The page is served empty: what is there now came from this device, or was with the server before.
            var back = await visitor.Page.GetByLabel("What happened").InputValueAsync();
            if (!offline && back.Length == 0) back = drafts.Fields["facts"][0];
            Assert.StartsWith(milliseconds < 1000 ? words : words + " and", back, StringComparison.Ordinal);
        }
    }

    /// <summary>The search for readable words would find them.</summary>
    [Fact]
    public async Task Kill_WordsKeptUnencrypted_AreFoundInTheProfile()
    {
        await using var killable = new KillableBrowser(browser, server);
        var visitor = await killable.OpenAsync();
        await visitor.GoAsync(Form);
        await visitor.Page.EvaluateAsync("""
            () => new Promise(done => {
              const request = indexedDB.open('careless', 1)
              request.onupgradeneeded = () => request.result.createObjectStore('words')
              request.onsuccess = () => {
                const t = request.result.transaction('words', 'readwrite', { durability: 'strict' })
                t.objectStore('words').put('Zebrafish said the landing was dark', 1)
                t.oncomplete = done
              }
            })
            """);
        await killable.KillAsync();

        Assert.NotEmpty(killable.FilesHolding("the landing was dark"));
    }
}
