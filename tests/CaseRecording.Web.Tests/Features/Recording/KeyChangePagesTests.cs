using CaseRecording.Core.Children;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Tests.Features.Recording;

/// <summary>Key changes on the form, confirmed before the entry is final, shown on it after.</summary>
[Trait("Rule", "N-16")]
public sealed class KeyChangePagesTests(WebWorld web) : IClassFixture<WebWorld>
{
    private World World => web.World;

    [Fact]
    public async Task Finalise_WithKeyChanges_N16_MakesThoseLeftTicked()
    {
        var (maisie, _, mother) = await World.AddFamilyAsync();
        var browser = await web.SignInAsync(World.Worker);
        (string, string?)[] On(string field) => [($"child-{maisie}-{field}-day", "16"), ($"child-{maisie}-{field}-month", "3"), ($"child-{maisie}-{field}-year", "2026")];
        var asked = await browser.PressAsync(await browser.BeginAsync(maisie), "finalise", [
            .. RecordingWorld.Complete(maisie, mother), ($"child-{maisie}-left", $"{mother}"), .. On("homeOn"), ($"child-{maisie}-newSchool", "Hill Top Primary"), .. On("schoolOn")]);
        Assert.Equal([$"{maisie}-home", $"{maisie}-school"], asked.Document.QuerySelectorAll("input[name=change][checked]").Select(i => i.GetAttribute("value")));
        Assert.Contains("Maisie: left the home: Jean Thornley, on 16 March 2026", asked.Text, StringComparison.Ordinal);

        var entry = await World.EntryOf(await browser.SubmitForm(asked.Form(), [("change", $"{maisie}-school")]));
        var page = await browser.GetPage(Routes.ToEntry(maisie, entry.Id));
        Assert.Contains("Changed on the record New school or nursery from 16 March 2026: Hill Top Primary", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("left the home", page.Text, StringComparison.Ordinal);
        await using var db = World.Open();
        Assert.Null((await db.ChildPeople.SingleAsync(p => p.ChildId == maisie && p.PersonId == mother)).InHouseholdTo);
        Assert.Equal("Hill Top Primary", (await db.Details.SingleAsync(d => d.ChildId == maisie && d.Kind == DetailKind.School)).Value);
    }

    [Fact]
    public async Task Finalise_AMoveToldButNotFilledIn_N16_AsksAndDoesNotInsist()
    {
        var (maisie, _, mother) = await World.AddFamilyAsync();
        var browser = await web.SignInAsync(World.Worker);
        var asked = await browser.PressAsync(await browser.BeginAsync(maisie), "finalise", [.. RecordingWorld.Complete(maisie, mother).Where(a => a.Name != "facts"), ("facts", "Ray moved in on Friday.")]);

        Assert.Contains("You wrote “moved in”", asked.Text, StringComparison.Ordinal);
        Assert.Equal(Core.Recording.RecordingState.Final, (await World.EntryOf(await browser.SubmitForm(asked.Form()))).State);
    }

    [Fact]
    public async Task Finalise_ANewAddressWithoutItsDate_C03_IsRefusedAtTheField()
    {
        var (maisie, _, mother) = await World.AddFamilyAsync();
        var browser = await web.SignInAsync(World.Worker);
        var refused = await browser.PressAsync(await browser.BeginAsync(maisie), "finalise", [.. RecordingWorld.Complete(maisie, mother), ($"child-{maisie}-newAddress", "4 Brook Lane")]);

        Assert.Equal("Enter the date from which it was so (C-03)", refused.ErrorAt($"child-{maisie}-addressOn"));
        Assert.Equal("4 Brook Lane", refused.Held($"child-{maisie}-newAddress"));
        Assert.True(refused.Document.QuerySelector($"#changes-{maisie}")!.HasAttribute("open"));
    }
}
