using CaseRecording.EndToEnd.Tests.Harness;
using Microsoft.Playwright;

namespace CaseRecording.EndToEnd.Tests.Foundation;

/// <summary>Without a network or a session: words are kept on the device, encrypted, and come back.</summary>
[Collection(SharedProgram.Name)]
public sealed class AutosaveOfflineTests(AppServer server, Browser browser) : AutosavePage(server, browser)
{
    [Fact]
    public async Task Offline_Typing_IsKeptAndSentWhenTheNetworkIsBack()
    {
        Drafts.Away = true;
        await Facts.FillAsync("The stairs were dark.");
        await Assertions.Expect(Status).ToHaveTextAsync("Not saved – offline, kept on this device");
        await Visitor.ShootAsync("autosave-offline", whole: false);
        await Visitor.AssertAccessibleAsync("offline");

        Drafts.Away = false;
        await Page.EvaluateAsync("dispatchEvent(new Event('online'))");

        await Assertions.Expect(Status).ToHaveTextAsync("Saved 12:04");
        Assert.Equal(["The stairs were dark."], Drafts.Fields["facts"]);
        Assert.Equal(0, await CopiesAsync());
    }

    [Fact]
    public async Task Offline_PageReopened_BringsTheWordsBackAndSendsThem()
    {
        Drafts.Away = true;
        await Facts.FillAsync("You hid under the table.");
        await Page.GetByLabel("Example Brother, brother").CheckAsync();
        await Assertions.Expect(Status).ToContainTextAsync("kept on this device");
        Assert.Equal(1, await CopiesAsync());

        Drafts.Away = false;
        await Visitor.GoAsync(Form);

        await Assertions.Expect(Facts).ToHaveValueAsync("You hid under the table.");
        await Assertions.Expect(Page.GetByLabel("Example Brother, brother")).ToBeCheckedAsync();
        await Assertions.Expect(Status).ToHaveTextAsync("Saved 12:04");
        Assert.Equal(["You hid under the table."], Drafts.Fields["facts"]);
        Assert.Equal(0, await CopiesAsync());
        Visitor.AssertNothingWrong();
    }

    [Fact]
    public async Task Copy_OnTheDevice_IsNotReadable()
    {
        Drafts.Away = true;
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
        Drafts.Away = true;
        await Facts.FillAsync("For worker 1 only");
        await Assertions.Expect(Status).ToContainTextAsync("kept on this device");

        (Drafts.Away, Drafts.Owner) = (false, "worker-2");
        await Visitor.GoAsync(Form);

        await Assertions.Expect(Facts).ToHaveValueAsync("");
        Assert.Equal(1, await CopiesAsync());
    }

    [Fact]
    public async Task Copy_ThatCannotBeOpened_IsSaidAndKept()
    {
        Drafts.Away = true;
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

        Drafts.Away = false;
        await Visitor.GoAsync(Form);

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
        Drafts.SignedOut = true;
        await Facts.FillAsync("Before and after");

        await Assertions.Expect(Status).ToContainTextAsync("you have been signed out, kept on this device");
        await Assertions.Expect(Status.GetByRole(AriaRole.Link, new() { Name = "Sign in again" })).ToHaveAttributeAsync("href", "/sign-in?returnUrl=%2Fdev%2Fcomponents");
        Assert.Equal(1, await CopiesAsync());

        Drafts.SignedOut = false; // in another tab
        await Page.EvaluateAsync("dispatchEvent(new Event('focus'))");
        await Assertions.Expect(Status).ToHaveTextAsync("Saved 12:04");
        Assert.Equal(["Before and after"], Drafts.Fields["facts"]);
    }

    [Fact]
    public async Task SignedOut_SomeoneElseSignsIn_NothingIsSentInTheirName()
    {
        await Facts.FillAsync("Mine");
        await ExpectSavesAsync(1);
        Drafts.StaleTokens = 1;
        Drafts.Owner = "worker-2";
        await Facts.FillAsync("Mine too");

        await Assertions.Expect(Status).ToContainTextAsync("Someone else has signed in");
        await Page.WaitForTimeoutAsync(1500);
        Assert.Single(Drafts.Saves);
    }

    [Fact]
    public async Task Restore_WordsOfAQuestionNoLongerShown_AreSentAllTheSame()
    {
        await Page.EvaluateAsync("""
            () => document.querySelector('#facts').insertAdjacentHTML('afterend', '<input name="person-4" id="person-4" aria-label="Fourth person">')
            """);
        Drafts.Away = true;
        await Page.GetByLabel("Fourth person").FillAsync("Nan's friend");
        await Assertions.Expect(Status).ToContainTextAsync("kept on this device");

        Drafts.Away = false;
        await Visitor.GoAsync(Form);

        await Assertions.Expect(Status).ToHaveTextAsync("Saved 12:04");
        Assert.Equal(["Nan's friend"], Drafts.Fields["person-4"]);
        Assert.Equal(0, await CopiesAsync());
    }

    [Fact]
    public async Task Offline_AfterAFailedFinalise_TypingIsStillSaved()
    {
        await Facts.FillAsync("Saved");
        await ExpectSavesAsync(1);
        Drafts.Away = true;
        await Page.GetByRole(AriaRole.Button, new() { Name = "Finalise" }).ClickAsync();
        await Assertions.Expect(Status).ToContainTextAsync("You are offline");
        Drafts.Away = false;
        await Facts.FillAsync("Saved, and more");

        await ExpectSavesAsync(2);
        Assert.Equal(["Saved, and more"], Drafts.Fields["facts"]);
    }

    [Fact]
    public async Task Finalise_Offline_StaysOnThePage()
    {
        Drafts.Away = true;
        await Facts.FillAsync("No signal in the lane");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Finalise" }).ClickAsync();
        await Assertions.Expect(Status).ToHaveTextAsync("Not saved – offline, kept on this device");
        await Page.WaitForTimeoutAsync(1000);
        Assert.EndsWith(Form, Page.Url);
        await Assertions.Expect(Page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);

        Drafts.Away = false;
        await Page.GetByRole(AriaRole.Button, new() { Name = "Finalise" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Say why you visited");
        Assert.Equal(["No signal in the lane"], Drafts.Fields["facts"]);
    }

    [Fact]
    public async Task Finalise_NothingNewAndOffline_StaysOnThePage()
    {
        await Facts.FillAsync("All saved");
        await ExpectSavesAsync(1);
        Drafts.Away = true;
        await Page.GetByRole(AriaRole.Button, new() { Name = "Finalise" }).ClickAsync();

        await Assertions.Expect(Status).ToContainTextAsync("You are offline. Your words are saved");
        Assert.EndsWith(Form, Page.Url);
    }

    [Fact]
    public async Task Leave_PageHiddenAtOnce_SendsWhatWasTyped()
    {
        await HoldTheClockAsync();
        await Facts.FillAsync("Lid closed");
        await Page.EvaluateAsync("""
            () => { Object.defineProperty(document, 'visibilityState', { value: 'hidden' }); document.dispatchEvent(new Event('visibilitychange')) }
            """);

        await ExpectSavesAsync(1);
        Assert.Equal(["Lid closed"], Drafts.Fields["facts"]);
    }
}
