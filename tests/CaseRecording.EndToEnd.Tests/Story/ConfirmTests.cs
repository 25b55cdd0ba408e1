using System.Text.RegularExpressions;
using CaseRecording.Core.Time;
using CaseRecording.EndToEnd.Tests.Harness;
using Microsoft.Playwright;

namespace CaseRecording.EndToEnd.Tests.Story;

/// <summary>What finalising does to the record besides the entry, confirmed on the page that asks whether it is final.</summary>
[Collection(WithCouncil.Name)]
public sealed class ConfirmTests(Council council, Browser browser)
{
    [Theory]
    [InlineData(Screen.Desktop, "Ray Nolan", "Ines Adler")]
    [InlineData(Screen.Phone, "Kit Marlow", "Owen Prior")]
    [Trait("Rule", "C-06")]
    public async Task NewPeople_TickedOnTheConfirmPage_C06_JoinTheChildsPeople(Screen screen, string family, string teacher)
    {
        await using var worker = await browser.VisitAsync(council, screen);
        var (page, archie) = (worker.Page, council.Child("Archie Farrow"));
        await BeginNoteAsync(worker, archie, "What we heard from school");
        await AddAsync(page, 0, family, "Mum’s friend");
        await AddAsync(page, 1, teacher, "Class teacher");
        await page.Locator("button[value=finalise]").ClickAsync();

        await Assertions.Expect(page.GetByLabel($"{family}, Mum’s friend")).ToBeCheckedAsync();
        await Assertions.Expect(page.GetByLabel($"{teacher}, Class teacher")).Not.ToBeCheckedAsync();
        await page.GetByLabel($"{teacher}, Class teacher").CheckAsync();
        await Assertions.Expect(page.GetByLabel($"What {teacher} is to Archie")).ToHaveValueAsync("Class teacher");
        await worker.AssertAccessibleAsync("New people on the confirm page");
        await worker.AssertFitsAsync("New people on the confirm page");
        await worker.ShootAsync("confirm-people");
        await page.GetByLabel($"What {family} is to Archie").FillAsync("");
        await page.GetByRole(AriaRole.Button, new() { Name = "Finalise" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Say what this person is to the child");
        await worker.AssertAccessibleAsync("New people, refused");
        await worker.ShootAsync("confirm-people-refused");
        await page.GetByLabel($"What {family} is to Archie").FillAsync("Friend of the family");
        await page.GetByRole(AriaRole.Button, new() { Name = "Finalise" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(@"/entries/\d+"));

        await worker.GoAsync($"/children/{archie}/people");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(family);
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(teacher);
        worker.AssertNothingWrong();
    }

    [Theory]
    [InlineData(Screen.Phone, "Archie Farrow")]
    [Trait("Rule", "N-16")]
    public async Task KeyChanges_ConfirmedOnThePage_N16_ChangeTheRecord(Screen screen, string fullName)
    {
        await using var worker = await browser.VisitAsync(council, screen);
        var (page, child, name) = (worker.Page, council.Child(fullName), fullName.Split(' ')[0]);
        var day = LondonTime.DateOf(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-2);
        var on = LondonTime.FormatDate(day);
        await BeginNoteAsync(worker, child, "Where you go next");
        var changes = page.Locator($"#changes-{child}");
        await changes.Locator("summary").ClickAsync();
        await changes.GetByLabel("Someone new who joined the home").FillAsync("Bo Latimer");
        await changes.GetByLabel($"What they are to {name}").FillAsync("lodger");
        await DateAsync(changes, "homeOn", day);
        await changes.GetByLabel("New school or nursery").FillAsync("Hill Top Primary School");
        await DateAsync(changes, "schoolOn", day);
        await worker.AssertAccessibleAsync("Key changes on the form");
        await worker.AssertFitsAsync("Key changes on the form");
        await worker.ShootAsync("key-changes-form");
        await page.Locator("button[value=finalise]").ClickAsync();

        await Assertions.Expect(page.GetByLabel($"{name}: joined the home: Bo Latimer (lodger, new), on {on}")).ToBeCheckedAsync();
        await Assertions.Expect(page.GetByLabel($"{name}: new school or nursery from {on}: Hill Top Primary School")).ToBeCheckedAsync();
        await worker.AssertAccessibleAsync("Key changes on the confirm page");
        await worker.AssertFitsAsync("Key changes on the confirm page");
        await worker.ShootAsync("confirm-changes");
        await page.GetByRole(AriaRole.Button, new() { Name = "Finalise" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(@"/entries/\d+"));

        await Assertions.Expect(page.Locator("article")).ToContainTextAsync($"New school or nursery from {on}: Hill Top Primary School");
        await Assertions.Expect(page.Locator("article")).ToContainTextAsync($"Bo Latimer joined the home on {on}");
        await worker.GoAsync($"/children/{child}/people");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Bo Latimer");
        worker.AssertNothingWrong();
    }

    private static async Task BeginNoteAsync(Visitor worker, int child, string title)
    {
        await worker.SignInAsync("hannah.whitlock");
        await worker.GoAsync($"/children/{child}/notes/new?another=true");
        await worker.Page.CheckAsync("[name=contactType][value=telephoneCall]");
        await worker.Page.FillAsync("[name=title]", title);
        await worker.Page.FillAsync("[name=reason]", "To agree what happens next");
        await worker.Page.FillAsync("[name=facts]", "Your nan and I spoke about the week to come.");
        await worker.Page.Locator("[name=people]").First.CheckAsync();
    }

    private static async Task AddAsync(IPage page, int row, string name, string role)
    {
        if (!await page.Locator($"[name=other-{row}-name]").IsVisibleAsync()) await page.ClickAsync("[data-adds=other]");
        await page.FillAsync($"[name=other-{row}-name]", name);
        await page.FillAsync($"[name=other-{row}-role]", role);
    }

    private static async Task DateAsync(ILocator changes, string field, DateOnly day)
    {
        foreach (var (part, value) in new[] { ("day", day.Day), ("month", day.Month), ("year", day.Year) }) await changes.Locator($"[name$={field}-{part}]").FillAsync($"{value}");
    }
}
