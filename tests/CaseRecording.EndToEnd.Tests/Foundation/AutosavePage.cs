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

    protected async Task ExpectSavesAsync(int count, int within = 5000)
    {
        for (var waited = 0; Drafts.Saves.Count < count && waited < within; waited += 50)
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
