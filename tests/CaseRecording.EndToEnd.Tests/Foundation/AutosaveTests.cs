using CaseRecording.EndToEnd.Tests.Harness;
using Microsoft.Playwright;

namespace CaseRecording.EndToEnd.Tests.Foundation;

/// <summary>When a form saves itself, and that what is finalised was saved first.</summary>
[Collection(SharedProgram.Name)]
public sealed class AutosaveTests(AppServer server, Browser browser) : AutosavePage(server, browser)
{
    [Fact]
    public async Task Open_NothingTyped_MakesNoDraft()
    {
        await Page.WaitForTimeoutAsync(1500);

        Assert.Empty(Drafts.Saves);
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

        Assert.Equal(["childProtection"], Drafts.Saves[0]["type"]);
        Assert.Equal(["You showed me your drawing."], Drafts.Saves[0]["facts"]);
        Assert.DoesNotContain(Drafts.Saves[0].Keys, k => k.StartsWith('_'));
        Assert.Equal(["present"], Drafts.Saves[1].Keys);
        Assert.Equal(["mother"], Drafts.Saves[1]["present"]);
        Assert.Empty(Drafts.Saves[2]["present"]);
        Visitor.AssertNothingWrong();
    }

    [Fact]
    public async Task Type_WithoutPause_SavesEveryFiveSeconds()
    {
        // The page's clock stands still but for the half second after each key, however slow the machine is.
        await HoldTheClockAsync();
        var typed = "";
        foreach (var save in new[] { 1, 2 })
        {
            for (var key = 0; key < 10; key++)
            {
                Assert.Equal(save - 1, Drafts.Saves.Count);
                typed += (char)('a' + key);
                await Facts.FillAsync(typed);
                await Page.Clock.RunForAsync(500);
            }

            await ExpectSavesAsync(save);
        }

        Assert.Equal([["abcdefghij"], ["abcdefghijabcdefghij"]], Drafts.Saves.Select(s => s["facts"]));
    }

    [Fact]
    public async Task Save_TokenOfAnEarlierSession_IsRenewedUnseen()
    {
        Drafts.StaleTokens = 1;
        await Facts.FillAsync("Still here");

        await Assertions.Expect(Status).ToHaveTextAsync("Saved 12:04");
        Assert.Equal(["Still here"], Drafts.Fields["facts"]);
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
    public async Task Finalise_JustTyped_IsSavedFirstAndNamesItsButton()
    {
        var posted = Page.WaitForRequestAsync(r => r.Method == "POST" && r.Url.EndsWith(Form, StringComparison.Ordinal));
        await Facts.FillAsync("Typed a moment ago");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Save to the record" }).ClickAsync();

        Assert.Contains("act=save", (await posted).PostData);
        await Assertions.Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Say why you visited");
        Assert.Equal(["Typed a moment ago"], Drafts.Fields["facts"]);
    }

    [Fact]
    public async Task Keys_ControlS_SavesAtOnce()
    {
        await HoldTheClockAsync();
        await Facts.FillAsync("Now");
        await Page.Keyboard.PressAsync("Control+s");

        await ExpectSavesAsync(1);
    }
}
