using System.Net;
using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Disclosure;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Recording;
using CaseRecording.TestKit;
using CaseRecording.Web.Disclosure;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Tests.Features.Corrections;

/// <summary>From what a child says is wrong to what stands beside the entry for ever, without script (F-04).</summary>
public sealed class CorrectionPagesTests(WebWorld web) : IClassFixture<WebWorld>
{
    private const string Statement = "I never said that I wanted to live with my aunt.";

    private World World => web.World;

    [Fact]
    [Trait("Rule", "F-04")]
    public async Task Request_FromTheEntryToADecision_F04_MarksItAndStandsBesideItInPageAndPdf()
    {
        var (child, entry, address) = await TakeInAsync("Tilly Orme");
        var worker = await web.SignInAsync(World.Worker);
        Assert.Contains("Disputed: a correction has been asked for", (await worker.GetPage(Routes.ToTimeline(child))).Text, StringComparison.Ordinal);
        var page = await worker.GetPage(Routes.ToEntry(child, entry));
        Assert.Contains("Disputed: a correction has been asked for", page.Document.QuerySelector(".app-tags")!.TextContent, StringComparison.Ordinal);
        Assert.Contains($"Tilly: this is not right {Statement} Not decided yet", page.Text, StringComparison.Ordinal);
        Assert.Equal(address, (await worker.SubmitForm((await worker.GetPage(address)).Form(), [("step", "Showed Tilly what is written")])).Location);

        var officer = await web.SignInAsAsync(Role.InformationGovernance);
        var list = await officer.GetPage("/requests");
        var governed = list.Document.QuerySelectorAll("main td, main th").Single(c => c.TextContent.Contains("Tilly Orme", StringComparison.Ordinal)).QuerySelector("a")!.GetAttribute("href")!;
        var open = await officer.GetPage(governed);
        Assert.Contains("Showed Tilly what is written", open.Text, StringComparison.Ordinal);
        Assert.Contains("Due 17 April 2026", open.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await officer.GetPage(Routes.ToEntry(child, entry))).Status);
        var early = await officer.SubmitForm(open.Form($"{governed}/decide"), [("outcome", "Upheld"), ("reason", "Tilly’s own words are right")]);
        Assert.StartsWith("The entry still says what it said", early.ErrorAt("outcome"), StringComparison.Ordinal);
        Assert.Equal("Tilly’s own words are right", early.Document.QuerySelector("[name=reason]")!.TextContent.Trim());
        Assert.Equal(governed, (await officer.SubmitForm(early.Form($"{governed}/decide"), [("outcome", "NotUpheld"), ("reason", "Two people wrote it down that day")])).Location);

        Assert.Contains("Not upheld", (await officer.GetPage(governed)).Text, StringComparison.Ordinal);
        Assert.Empty((await officer.GetPage(governed)).Document.QuerySelectorAll("main form"));
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetPage(Routes.ToEntry(child, entry))).Status);
        Assert.DoesNotContain("Tilly Orme", (await officer.GetPage("/requests")).Text, StringComparison.Ordinal);
        Assert.Contains("Tilly Orme", (await officer.GetPage("/requests/corrections?decided=true")).Text, StringComparison.Ordinal);
        var after = await worker.GetPage(Routes.ToEntry(child, entry));
        Assert.Contains("A statement that this is not right stands with it", after.Text, StringComparison.Ordinal);
        Assert.Contains("Not upheld, 17 March 2026, 2:00pm: Two people wrote it down that day", after.Text, StringComparison.Ordinal);
        var pdf = await PdfAsync(child);
        Assert.Contains("Tilly: this is not right", pdf, StringComparison.Ordinal);
        Assert.Contains("Requests to put something right", pdf, StringComparison.Ordinal);
        Assert.Contains("Showed Tilly what is written", pdf, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_WithMistakes_SaysSoAtEachFieldAndKeepsTheRest()
    {
        var child = await World.AddChildAsync("Ned Orme");
        var worker = await web.SignInAsync(World.Worker);
        var form = (await worker.GetPage(Routes.ToNewCorrection(child))).Form();

        var refused = await worker.SubmitForm(form, [("who", "Other"), ("statement", "Wrong"), ("receivedOn-day", "18")]);
        Assert.Equal("Enter the full name of the person who asks (F-04)", refused.ErrorAt("name"));
        Assert.Equal("Say what they are to the child (F-04)", refused.ErrorAt("relationship"));
        Assert.Equal("The day the request arrived is in the future (F-04)", refused.ErrorAt("receivedOn"));
        Assert.StartsWith("Write what they say is wrong", refused.ErrorAt("statement"), StringComparison.Ordinal);
        Assert.Equal(("Wrong", "Other"), (refused.Document.QuerySelector("[name=statement]")!.TextContent.Trim(), refused.Document.QuerySelector("[name=who][checked]")!.GetAttribute("value")));
        Assert.Equal("Choose from whom the request comes (F-04)", (await worker.SubmitForm(form, [("statement", Statement)])).ErrorAt("who"));
        Assert.StartsWith("Enter the number", (await worker.SubmitForm(form, [("who", "Child"), ("statement", Statement), ("entry", "the last")])).ErrorAt("entry"), StringComparison.Ordinal);
        Assert.StartsWith("There is no such entry", (await worker.SubmitForm(form, [("who", "Child"), ("statement", Statement), ("entry", "987654")])).ErrorAt("entry"), StringComparison.Ordinal);
        Assert.Contains("There is no 31 February", (await worker.SubmitForm(form, [("who", "Child"), ("statement", Statement), ("receivedOn-day", "31"), ("receivedOn-month", "2")])).ErrorAt("receivedOn"), StringComparison.Ordinal);
        await using var db = World.Open();
        Assert.False(await db.Corrections.AnyAsync(c => c.ChildId == child));
    }

    [Fact]
    public async Task Request_FoundByInformationGovernance_IsTakenInPointedToAnEntryAndStaleAnswersAreKept()
    {
        var child = await World.AddChildAsync("Una Orme");
        var entry = await World.RecordAsync(World.Worker, Inputs.Call(World.Now.AddHours(-1), child));
        var officer = await web.SignInAsAsync(Role.InformationGovernance);
        var link = (await officer.GetPage($"/requests/new/{child}")).Document.QuerySelectorAll("main a").Single(a => a.TextContent == "Record a request for correction").GetAttribute("href")!;
        Assert.Equal("Choose from whom the request comes (F-04)", (await officer.FillIn(link)).ErrorAt("who"));
        var sent = await officer.FillIn(link, ("who", "Parent"), ("name", "Jean Orme"), ("relationship", "mother"), ("statement", "The telephone call was on another day"), ("receivedOn-day", "16"), ("receivedOn-month", "3"), ("receivedOn-year", "2026"));
        var page = await officer.GetPage(sent.Location!);
        Assert.Contains("Jean Orme, mother", page.Text, StringComparison.Ordinal);
        Assert.StartsWith("There is no such entry", (await officer.SubmitForm(page.Form($"{sent.Location}/entry"), [("entry", "987654")])).ErrorAt("entry"), StringComparison.Ordinal);
        Assert.Equal(sent.Location, (await officer.SubmitForm(page.Form($"{sent.Location}/entry"), [("entry", $"{entry}")])).Location);
        Assert.NotNull((await officer.GetPage(sent.Location!)).Document.QuerySelector($"main a[href='{Routes.ToEntry(child, entry)}']"));

        var stale = await officer.SubmitForm(page.Form($"{sent.Location}/steps"), [("step", "Asked for the telephone bill")]);
        Assert.Contains("Someone changed this since you opened it", Assert.Single(stale.Errors), StringComparison.Ordinal);
        Assert.Equal("Asked for the telephone bill", stale.Document.QuerySelector("[name=step]")!.TextContent.Trim());
        Assert.Equal(sent.Location, (await officer.SubmitForm(stale.Form($"{sent.Location}/steps"), [("step", "Asked for the telephone bill")])).Location);
    }

    [Fact]
    public async Task Pages_ForOthersOrOfAnotherChild_AreClosed()
    {
        var (child, _, address) = await TakeInAsync("Ivy Orme");
        var other = await World.AddChildAsync("Joe Pell");
        var id = address.Split('/')[^1];
        var worker = await web.SignInAsync(World.Worker);
        foreach (var wrong in new[] { $"/children/{other}/corrections/{id}", $"/children/{child}/corrections/987654" }) Assert.Equal(HttpStatusCode.NotFound, (await worker.GetPage(wrong)).Status);
        foreach (var closed in new[] { "/requests/corrections", $"/requests/corrections/{id}", $"/requests/corrections/new/{child}" }) Assert.Equal(HttpStatusCode.Forbidden, (await worker.GetPage(closed)).Status);
        var stranger = await web.SignInAsAsync(Role.SocialWorker);
        foreach (var closed in new[] { address, Routes.ToCorrections(child), Routes.ToNewCorrection(child) }) Assert.NotEqual(HttpStatusCode.OK, (await stranger.GetPage(closed)).Status);
        var officer = await web.SignInAsAsync(Role.InformationGovernance);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetPage("/requests/corrections/987654")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetPage("/requests/corrections/new/987654")).Status);

        var step = (await worker.GetPage(address)).Form();
        step.SetAttribute("action", $"/children/{other}/corrections/{id}/steps");
        Assert.Equal(HttpStatusCode.NotFound, (await worker.SubmitForm(step, [("step", "Something was done")])).Status);
        await using var db = World.Open();
        Assert.False(await db.CorrectionSteps.AnyAsync(s => s.Text == "Something was done"));
    }

    private async Task<(int Child, long Entry, string Address)> TakeInAsync(string name)
    {
        var child = await World.AddChildAsync(name);
        var entry = await World.RecordAsync(World.Worker, Inputs.Call(World.Now.AddHours(-1), child));
        var worker = await web.SignInAsync(World.Worker);
        var link = (await worker.GetPage(Routes.ToEntry(child, entry))).Document.QuerySelectorAll("main a").Single(a => a.TextContent == "Someone says this is not right").GetAttribute("href")!;
        var sent = await worker.FillIn(link, ("who", "Child"), ("statement", Statement));
        Assert.Equal(HttpStatusCode.Found, sent.Status);
        return (child, entry, sent.Location!);
    }

    private async Task<string> PdfAsync(int child)
    {
        await using var db = World.Open();
        var officer = await World.AddStaffAsync($"Hana {Guid.NewGuid():N}", Role.InformationGovernance);
        var request = await new DisclosureService(db, new ChildAccess(db), new PolicyStore(db)).ReceiveAsync(World.As(officer), child, new RequestInput("Tilly Orme", "the person herself", new DateOnly(2026, 3, 2)));
        var reader = new RecordReader(db, new TimelineQuery(db));
        var record = await reader.FrontAsync(request, World.Now);
        using var folder = new TempFolder();
        var file = Path.Combine(folder.Path, "record.pdf");
        await using (var output = File.Create(file)) await new RecordPdf().WriteAsync(record, reader.EntriesAsync(record), new DocumentFrame("Northtown Council", World.Now), output, _ => Task.CompletedTask, default);
        return PdfTools.Text(file);
    }
}
