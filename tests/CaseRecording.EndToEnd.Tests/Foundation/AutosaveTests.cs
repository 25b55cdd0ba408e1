using CaseRecording.EndToEnd.Tests.Harness;
using Microsoft.Playwright;

namespace CaseRecording.EndToEnd.Tests.Foundation;

/// <summary>What the browser does with words: sends them, keeps them, brings them back, never loses them.</summary>
[Collection(SharedProgram.Name)]
public sealed class AutosaveTests(AppServer server, Browser browser) : IAsyncLifetime
{
    private const string Form = "/dev/components";
    private readonly FakeDrafts _drafts = new();
    private Visitor _visitor = null!;

    private IPage Page => _visitor.Page;

    private ILocator Facts => Page.GetByLabel("What happened");

    private ILocator Status => Page.Locator("#savestate");

    public async Task InitializeAsync()
    {
        _visitor = await browser.VisitAsync(server);
        await _drafts.AttachAsync(_visitor.Context);
        await _visitor.GoAsync(Form);
    }

    public async Task DisposeAsync() => await _visitor.DisposeAsync();

    [Fact]
    public async Task Open_NothingTyped_MakesNoDraft()
    {
        await Page.WaitForTimeoutAsync(1500);

        Assert.Empty(_drafts.Saves);
        await Assertions.Expect(Status).ToHaveTextAsync("Not saved yet");
    }

    [Fact]
    public async Task Type_First_SavesWholeFormThenOnlyChanges()
    {
        await Facts.FillAsync("You showed me your drawing.");
        await Assertions.Expect(Status).ToHaveTextAsync("Saved 12:04");
        await Page.GetByLabel("Example Mother, mother").CheckAsync();
        await ExpectSavesAsync(2);
        await Page.GetByLabel("Example Mother, mother").UncheckAsync();
        await ExpectSavesAsync(3);

        Assert.Equal(["childProtection"], _drafts.Saves[0]["type"]);
        Assert.Equal(["You showed me your drawing."], _drafts.Saves[0]["facts"]);
        Assert.DoesNotContain(_drafts.Saves[0].Keys, k => k.StartsWith('_'));
        Assert.Equal(["present"], _drafts.Saves[1].Keys);
        Assert.Equal(["mother"], _drafts.Saves[1]["present"]);
        Assert.Empty(_drafts.Saves[2]["present"]);
        _visitor.AssertNothingWrong();
    }

    [Fact]
    public async Task Type_WithoutPause_SavesEveryFiveSeconds()
    {
        // The page's clock stands still but for the half second after each key, however slow the machine is.
        await Page.Clock.InstallAsync(new() { Time = "2026-03-14T12:00:00Z" });
        await _visitor.GoAsync(Form);
        await Page.Clock.PauseAtAsync("2026-03-14T12:01:00Z");
        var typed = "";
        foreach (var save in new[] { 1, 2 })
        {
            for (var key = 0; key < 10; key++)
            {
                Assert.Equal(save - 1, _drafts.Saves.Count);
                typed += (char)('a' + key);
                await Facts.FillAsync(typed);
                await Page.Clock.RunForAsync(500);
            }

            await ExpectSavesAsync(save);
        }

        Assert.Equal([["abcdefghij"], ["abcdefghijabcdefghij"]], _drafts.Saves.Select(s => s["facts"]));
    }

    [Fact]
    public async Task Offline_Typing_IsKeptAndSentWhenTheNetworkIsBack()
    {
        _drafts.Away = true;
        await Facts.FillAsync("The stairs were dark.");
        await Assertions.Expect(Status).ToHaveTextAsync("Not saved – offline, kept on this device");
        await _visitor.ShootAsync("autosave-offline", whole: false);
        await _visitor.AssertAccessibleAsync("offline");

        _drafts.Away = false;
        await Page.EvaluateAsync("dispatchEvent(new Event('online'))");

        await Assertions.Expect(Status).ToHaveTextAsync("Saved 12:04");
        Assert.Equal(["The stairs were dark."], _drafts.Fields["facts"]);
        Assert.Equal(0, await CopiesAsync());
    }

    [Fact]
    public async Task Offline_PageReopened_BringsTheWordsBackAndSendsThem()
    {
        _drafts.Away = true;
        await Facts.FillAsync("You hid under the table.");
        await Page.GetByLabel("Example Brother, brother").CheckAsync();
        await Assertions.Expect(Status).ToContainTextAsync("kept on this device");
        Assert.Equal(1, await CopiesAsync());

        _drafts.Away = false;
        await _visitor.GoAsync(Form);

        await Assertions.Expect(Facts).ToHaveValueAsync("You hid under the table.");
        await Assertions.Expect(Page.GetByLabel("Example Brother, brother")).ToBeCheckedAsync();
        await Assertions.Expect(Status).ToHaveTextAsync("Saved 12:04");
        Assert.Equal(["You hid under the table."], _drafts.Fields["facts"]);
        Assert.Equal(0, await CopiesAsync());
        _visitor.AssertNothingWrong();
    }

    [Fact]
    public async Task Copy_OnTheDevice_IsNotReadable()
    {
        _drafts.Away = true;
        await Facts.FillAsync("Zebrafish on the landing");
        await Assertions.Expect(Status).ToContainTextAsync("kept on this device");

        var kept = await Page.EvaluateAsync<string>("""
            async () => {
              const db = await new Promise(r => { const q = indexedDB.open('case-recording'); q.onsuccess = () => r(q.result) })
              const all = await new Promise(r => { const q = db.transaction('copies').objectStore('copies').getAll(); q.onsuccess = () => r(q.result) })
              const text = buffer => new TextDecoder('latin1').decode(buffer)
              return all.map(c => Object.keys(c).join() + text(c.data)).join()
            }
            """);

        Assert.Contains("iv", kept);
        Assert.DoesNotContain("Zebrafish", kept);
        Assert.DoesNotContain("facts", kept);
    }

    [Fact]
    public async Task Copy_OfAnotherPerson_IsNeitherShownNorDeleted()
    {
        _drafts.Away = true;
        await Facts.FillAsync("For worker 1 only");
        await Assertions.Expect(Status).ToContainTextAsync("kept on this device");

        (_drafts.Away, _drafts.Owner) = (false, "worker-2");
        await _visitor.GoAsync(Form);

        await Assertions.Expect(Facts).ToHaveValueAsync("");
        Assert.Equal(1, await CopiesAsync());
    }

    [Fact]
    public async Task Copy_ThatCannotBeOpened_IsSaidAndKept()
    {
        _drafts.Away = true;
        await Facts.FillAsync("Damaged");
        await Assertions.Expect(Status).ToContainTextAsync("kept on this device");
        await Page.EvaluateAsync("""
            async () => {
              const db = await new Promise(r => { const q = indexedDB.open('case-recording'); q.onsuccess = () => r(q.result) })
              const store = db.transaction('copies', 'readwrite').objectStore('copies')
              const all = await new Promise(r => { const q = store.getAll(); q.onsuccess = () => r(q.result) })
              new Uint8Array(all[0].data)[0] ^= 1
              await new Promise(r => { store.put(all[0]).onsuccess = r })
            }
            """);

        _drafts.Away = false;
        await _visitor.GoAsync(Form);

        await Assertions.Expect(Status).ToContainTextAsync("could not be opened");
        await Facts.FillAsync("New words");
        await Assertions.Expect(Status).ToHaveTextAsync("Saved 12:04");
        Assert.Equal(1, await CopiesAsync());
    }

    [Fact]
    public async Task SignedOut_WhileTyping_KeepsWordsAndShowsTheWayBack()
    {
        await Facts.FillAsync("Before");
        await ExpectSavesAsync(1);
        _drafts.SignedOut = true;
        await Facts.FillAsync("Before and after");

        await Assertions.Expect(Status).ToContainTextAsync("you have been signed out, kept on this device");
        await Assertions.Expect(Status.GetByRole(AriaRole.Link, new() { Name = "Sign in again" })).ToHaveAttributeAsync("href", "/sign-in?returnUrl=%2Fdev%2Fcomponents");
        Assert.Equal(1, await CopiesAsync());

        _drafts.SignedOut = false; // in another tab
        await Page.EvaluateAsync("dispatchEvent(new Event('focus'))");
        await Assertions.Expect(Status).ToHaveTextAsync("Saved 12:04");
        Assert.Equal(["Before and after"], _drafts.Fields["facts"]);
    }

    [Fact]
    public async Task SignedOut_SomeoneElseSignsIn_NothingIsSentInTheirName()
    {
        await Facts.FillAsync("Mine");
        await ExpectSavesAsync(1);
        _drafts.StaleTokens = 1;
        _drafts.Owner = "worker-2";
        await Facts.FillAsync("Mine too");

        await Assertions.Expect(Status).ToContainTextAsync("Someone else has signed in");
        await Page.WaitForTimeoutAsync(1500);
        Assert.Single(_drafts.Saves);
    }

    [Fact]
    public async Task Save_TokenOfAnEarlierSession_IsRenewedUnseen()
    {
        _drafts.StaleTokens = 1;
        await Facts.FillAsync("Still here");

        await Assertions.Expect(Status).ToHaveTextAsync("Saved 12:04");
        Assert.Equal(["Still here"], _drafts.Fields["facts"]);
    }

    [Fact]
    public async Task TwoTabs_DifferentFields_BothAreTakenWithoutAQuestion()
    {
        await Facts.FillAsync("This tab");
        await ExpectSavesAsync(1);
        OtherTabSaves("reason", "The other tab");

        await Facts.FillAsync("This tab, more");
        await ExpectSavesAsync(2);

        await Assertions.Expect(Page.GetByLabel("Why you visited")).ToHaveValueAsync("The other tab");
        Assert.Equal(["This tab, more"], _drafts.Fields["facts"]);
        Assert.Equal(["The other tab"], _drafts.Fields["reason"]);
        await Assertions.Expect(Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task TwoTabs_BothBeganTheDraft_AsksOnlyAboutWhatBothWrote()
    {
        // This page knows of no draft yet; the other tab has begun one and chosen another type.
        _drafts.Fields["type"] = ["homeVisit"];
        _drafts.Version = 1;
        await Facts.FillAsync("Only here");

        await Assertions.Expect(Status).ToHaveTextAsync("Saved 12:04");
        await Assertions.Expect(Page.GetByLabel("Home visit")).ToBeCheckedAsync();
        Assert.Equal(["Only here"], _drafts.Fields["facts"]);
        Assert.Equal(["homeVisit"], _drafts.Fields["type"]);
    }

    [Fact]
    public async Task Restore_WordsOfAQuestionNoLongerShown_AreSentAllTheSame()
    {
        await Page.EvaluateAsync("""
            () => document.querySelector('#facts').insertAdjacentHTML('afterend', '<input name="person-4" id="person-4" aria-label="Fourth person">')
            """);
        _drafts.Away = true;
        await Page.GetByLabel("Fourth person").FillAsync("Nan's friend");
        await Assertions.Expect(Status).ToContainTextAsync("kept on this device");

        _drafts.Away = false;
        await _visitor.GoAsync(Form);

        await Assertions.Expect(Status).ToHaveTextAsync("Saved 12:04");
        Assert.Equal(["Nan's friend"], _drafts.Fields["person-4"]);
        Assert.Equal(0, await CopiesAsync());
    }

    [Fact]
    public async Task Finalise_ClickedTwice_IsSentOnce()
    {
        var posts = 0;
        Page.Request += (_, r) => posts += r.Method == "POST" && r.Url.EndsWith(Form, StringComparison.Ordinal) ? 1 : 0;
        await Facts.FillAsync("Once");
        await Page.EvaluateAsync("() => { const f = document.querySelector('form[data-autosave]'); f.requestSubmit(); f.requestSubmit() }");

        await Assertions.Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Say why you visited");
        Assert.Equal(1, posts);
    }

    [Fact]
    public async Task Offline_AfterAFailedFinalise_TypingIsStillSaved()
    {
        await Facts.FillAsync("Saved");
        await ExpectSavesAsync(1);
        _drafts.Away = true;
        await Page.GetByRole(AriaRole.Button, new() { Name = "Finalise" }).ClickAsync();
        await Assertions.Expect(Status).ToContainTextAsync("You are offline");
        _drafts.Away = false;
        await Facts.FillAsync("Saved, and more");

        await ExpectSavesAsync(2, within: 8000);
        Assert.Equal(["Saved, and more"], _drafts.Fields["facts"]);
    }

    [Theory]
    [InlineData("Keep what is on this page", "This page <b>said</b>")]
    [InlineData("Keep the other", "The other said")]
    [InlineData("Keep both, one below the other", "This page <b>said</b>\n\nThe other said")]
    public async Task TwoTabs_SameField_ShowsBothAndAsks(string choice, string expected)
    {
        await Facts.FillAsync("Beginning");
        await ExpectSavesAsync(1);
        OtherTabSaves("facts", "The other said");
        await Facts.FillAsync("This page <b>said</b>");

        var dialog = Page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog).ToContainTextAsync("What happened");
        await Assertions.Expect(dialog).ToContainTextAsync("This page <b>said</b>");
        await Assertions.Expect(dialog).ToContainTextAsync("The other said");
        await _visitor.AssertAccessibleAsync("two texts");
        await _visitor.ShootAsync("autosave-conflict", whole: false);
        await dialog.GetByLabel(choice).CheckAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Carry on" }).ClickAsync();

        await Assertions.Expect(Status).ToHaveTextAsync("Saved 15:05".Replace("15:05", choice == "Keep the other" ? "15:05" : "12:04"));
        await Assertions.Expect(Facts).ToHaveValueAsync(expected);
        Assert.Equal([expected], _drafts.Fields["facts"]);
        Assert.Equal(0, await CopiesAsync());
        _visitor.AssertNothingWrong();
    }

    [Fact]
    public async Task Finished_OnAnotherPage_SaysSoAndStops()
    {
        await Facts.FillAsync("One");
        await ExpectSavesAsync(1);
        _drafts.Finished = true;
        await Facts.FillAsync("Two");

        await Assertions.Expect(Status).ToContainTextAsync("finished or discarded on another page");
        Assert.Equal(1, await CopiesAsync());
        await Assertions.Expect(Facts).ToHaveValueAsync("Two");
    }

    [Fact]
    public async Task Finalise_Offline_StaysOnThePage()
    {
        _drafts.Away = true;
        await Facts.FillAsync("No signal in the lane");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Finalise" }).ClickAsync();
        await Assertions.Expect(Status).ToHaveTextAsync("Not saved – offline, kept on this device");
        await Page.WaitForTimeoutAsync(1000);
        Assert.EndsWith(Form, Page.Url);
        await Assertions.Expect(Page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);

        _drafts.Away = false;
        await Page.GetByRole(AriaRole.Button, new() { Name = "Finalise" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Say why you visited");
        Assert.Equal(["No signal in the lane"], _drafts.Fields["facts"]);
    }

    [Fact]
    public async Task Finalise_JustTyped_IsSavedFirstAndNamesItsButton()
    {
        var posted = Page.WaitForRequestAsync(r => r.Method == "POST" && r.Url.EndsWith(Form, StringComparison.Ordinal));
        await Facts.FillAsync("Typed a moment ago");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Save to the record" }).ClickAsync();

        Assert.Contains("act=save", (await posted).PostData);
        Assert.Equal(["Typed a moment ago"], _drafts.Fields["facts"]);
    }

    [Fact]
    public async Task Finalise_NothingNewAndOffline_StaysOnThePage()
    {
        await Facts.FillAsync("All saved");
        await ExpectSavesAsync(1);
        _drafts.Away = true;
        await Page.GetByRole(AriaRole.Button, new() { Name = "Finalise" }).ClickAsync();

        await Assertions.Expect(Status).ToContainTextAsync("You are offline. Your words are saved");
        Assert.EndsWith(Form, Page.Url);
    }

    [Fact]
    public async Task Leave_PageHiddenAtOnce_SendsWhatWasTyped()
    {
        await Facts.FillAsync("Lid closed");
        await Page.EvaluateAsync("""
            () => { Object.defineProperty(document, 'visibilityState', { value: 'hidden' }); document.dispatchEvent(new Event('visibilitychange')) }
            """);

        await ExpectSavesAsync(1, within: 800);
        Assert.Equal(["Lid closed"], _drafts.Fields["facts"]);
    }

    [Fact]
    public async Task Keys_ControlS_SavesAtOnce()
    {
        await Facts.FillAsync("Now");
        await Page.Keyboard.PressAsync("Control+s");

        await ExpectSavesAsync(1, within: 800);
    }

    private void OtherTabSaves(string name, string value)
    {
        _drafts.Fields[name] = [value];
        _drafts.Version++;
    }

    private async Task ExpectSavesAsync(int count, int within = 5000)
    {
        for (var waited = 0; _drafts.Saves.Count < count && waited < within; waited += 50)
            await Task.Delay(50);
        Assert.Equal(count, _drafts.Saves.Count);
        await Assertions.Expect(Status).ToHaveTextAsync("Saved 12:04");
    }

    private Task<int> CopiesAsync() => Page.EvaluateAsync<int>("""
        async () => {
          const db = await new Promise(r => { const q = indexedDB.open('case-recording'); q.onsuccess = () => r(q.result) })
          return await new Promise(r => { const q = db.transaction('copies').objectStore('copies').count(); q.onsuccess = () => { db.close(); r(q.result) } })
        }
        """);
}
