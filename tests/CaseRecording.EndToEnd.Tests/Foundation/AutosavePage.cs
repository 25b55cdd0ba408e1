using CaseRecording.EndToEnd.Tests.Harness;
using Microsoft.Playwright;

namespace CaseRecording.EndToEnd.Tests.Foundation;

/// <summary>A form that saves itself, with the server's side in the test's hands.</summary>
public abstract class AutosavePage(AppServer server, Browser browser) : IAsyncLifetime
{
    protected const string Form = "/dev/components";

    protected FakeDrafts Drafts { get; } = new();

    protected Visitor Visitor { get; private set; } = null!;

    protected IPage Page => Visitor.Page;

    protected ILocator Facts => Page.GetByLabel("What happened");

    protected ILocator Status => Page.Locator("#savestate");

    public async Task InitializeAsync()
    {
        Visitor = await browser.VisitAsync(server);
        await Drafts.AttachAsync(Visitor.Context);
        await Visitor.GoAsync(Form);
    }

    public async Task DisposeAsync() => await Visitor.DisposeAsync();

    /// <summary>Opens the page anew with its clock standing still: what is saved then was not saved by waiting.</summary>
    protected async Task HoldTheClockAsync()
    {
        await Page.Clock.InstallAsync(new() { Time = "2026-03-14T12:00:00Z" });
        await Visitor.GoAsync(Form);
        await Page.Clock.PauseAtAsync("2026-03-14T12:05:00Z");
    }

    protected async Task ExpectSavesAsync(int count)
    {
        for (var waited = 0; Drafts.Saves.Count < count && waited < 30_000; waited += 50)
            await Task.Delay(50);
        Assert.Equal(count, Drafts.Saves.Count);
        await Assertions.Expect(Status).ToHaveTextAsync("Saved 12:04");
    }

    protected Task<int> CopiesAsync() => Page.EvaluateAsync<int>("""
        async () => {
          const db = await new Promise(r => { const q = indexedDB.open('case-recording'); q.onsuccess = () => r(q.result) })
          return await new Promise(r => { const q = db.transaction('copies').objectStore('copies').count(); q.onsuccess = () => { db.close(); r(q.result) } })
        }
        """);
}
