using CaseRecording.EndToEnd.Tests.Harness;
using Microsoft.Playwright;

namespace CaseRecording.EndToEnd.Tests.Foundation;

/// <summary>A draft open twice: nothing is lost, and the person is asked only where both wrote.</summary>
[Collection(SharedProgram.Name)]
public sealed class AutosaveTabsTests(AppServer server, Browser browser) : AutosavePage(server, browser)
{
    [Fact]
    public async Task TwoTabs_DifferentFields_BothAreTakenWithoutAQuestion()
    {
        await Facts.FillAsync("This tab");
        await ExpectSavesAsync(1);
        OtherTabSaves("reason", "The other tab");

        await Facts.FillAsync("This tab, more");
        await ExpectSavesAsync(2);

        await Assertions.Expect(Page.GetByLabel("Why you visited")).ToHaveValueAsync("The other tab");
        Assert.Equal(["This tab, more"], Drafts.Fields["facts"]);
        Assert.Equal(["The other tab"], Drafts.Fields["reason"]);
        await Assertions.Expect(Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task TwoTabs_BothBeganTheDraft_AsksOnlyAboutWhatBothWrote()
    {
        // This page knows of no draft yet; the other tab has begun one and chosen another type.
        Drafts.Fields["type"] = ["homeVisit"];
        Drafts.Version = 1;
        await Facts.FillAsync("Only here");

        await Assertions.Expect(Status).ToHaveTextAsync("Saved 12:04");
        await Assertions.Expect(Page.GetByLabel("Home visit")).ToBeCheckedAsync();
        Assert.Equal(["Only here"], Drafts.Fields["facts"]);
        Assert.Equal(["homeVisit"], Drafts.Fields["type"]);
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
        await Visitor.AssertAccessibleAsync("two texts");
        await Visitor.ShootAsync("autosave-conflict", whole: false);
        await dialog.GetByLabel(choice).CheckAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Carry on" }).ClickAsync();

        await Assertions.Expect(Status).ToHaveTextAsync("Saved 15:05".Replace("15:05", choice == "Keep the other" ? "15:05" : "12:04"));
        await Assertions.Expect(Facts).ToHaveValueAsync(expected);
        Assert.Equal([expected], Drafts.Fields["facts"]);
        Assert.Equal(0, await CopiesAsync());
        Visitor.AssertNothingWrong();
    }

    [Fact]
    public async Task Finished_OnAnotherPage_SaysSoAndStops()
    {
        await Facts.FillAsync("One");
        await ExpectSavesAsync(1);
        Drafts.Finished = true;
        await Facts.FillAsync("Two");

        await Assertions.Expect(Status).ToContainTextAsync("finished or discarded on another page");
        Assert.Equal(1, await CopiesAsync());
        await Assertions.Expect(Facts).ToHaveValueAsync("Two");
    }

    private void OtherTabSaves(string name, string value)
    {
        Drafts.Fields[name] = [value];
        Drafts.Version++;
    }
}
