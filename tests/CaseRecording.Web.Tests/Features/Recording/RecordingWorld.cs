using System.Net;
using AngleSharp.Html.Dom;
using CaseRecording.Core.Recording;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Tests.Features.Recording;

/// <summary>A family with two children of record, and the form filled in as a worker would.</summary>
internal static class RecordingWorld
{
    /// <summary>Maisie, her mother, and her brother Leo, who has a record of his own.</summary>
    public static async Task<(int Maisie, int Leo, int Mother)> AddFamilyAsync(this World world, Core.Children.StatusKind status = Core.Children.StatusKind.ChildInNeed)
    {
        var (maisie, leo) = (await world.AddChildAsync(status: status), await world.AddChildAsync("Leo Thornley", status, new DateOnly(2018, 4, 9)));
        var mother = await world.AddPersonAsync(maisie, "Jean Thornley", "Mother", parentalResponsibility: true);
        var brother = await world.AddPersonAsync(maisie, "Leo Thornley", "Brother");
        await using var db = world.Open();
        (await db.People.SingleAsync(p => p.Id == brother)).OwnRecordId = leo;
        db.Audit(world.As(world.Worker), Core.Audit.AuditAction.PersonChanged, maisie);
        await db.SaveChangesAsync();
        return (maisie, leo, mother);
    }

    /// <summary>Opens the page for a new visit or note.</summary>
    public static async Task<WebPage> BeginAsync(this WebClient browser, int child, string form = "visit")
    {
        var begun = await browser.GetPage($"{Routes.ToNew(child, form)}?another=true");
        Assert.Equal(HttpStatusCode.Found, begun.Status);
        return await browser.GetPage(begun.Location!);
    }

    /// <summary>Answers that make a visit complete for one child.</summary>
    public static (string Name, string? Value)[] Complete(int child, int mother) =>
    [
        ("visitType", "homeVisit"), ("time", "13:00"), ("place", "Home"), ("people", $"{mother}"), ($"person-{mother}-as", "interviewed"),
        ("title", "After the school rang"), ("reason", "To hear how the week has been"), ("purpose", "To hear how you are"), ("facts", "We made toast."),
        .. Seen(child),
    ];

    public static (string Name, string? Value)[] Seen(int child) =>
    [
        ($"child-{child}-seen", "alone"), ($"child-{child}-interviewed", "yes"), ($"child-{child}-bedroom", "yes"), ($"child-{child}-views", "> I like it when Nan comes"),
        ($"child-{child}-analysis", "You are safer."), ($"child-{child}-workingWell", "Nan."), ($"child-{child}-worries", "Fridays."), ($"child-{child}-needsToHappen", "The plan."),
    ];

    public static Task<WebPage> PressAsync(this WebClient browser, WebPage page, string button, params (string Name, string? Value)[] answers) =>
        browser.SubmitForm(page.RecordingForm(), answers, ("act", button));

    public static IHtmlFormElement RecordingForm(this WebPage page) => (IHtmlFormElement)page.Document.QuerySelector("form.app-record")!;

    /// <summary>What a field of the page holds.</summary>
    public static string? Held(this WebPage page, string name) => page.Document.QuerySelector($"[name='{name}']") switch
    {
        IHtmlTextAreaElement area => area.Value,
        IHtmlInputElement { Type: "radio" or "checkbox" } => page.Document.QuerySelector($"[name='{name}'][checked]")?.GetAttribute("value"),
        IHtmlInputElement input => input.Value,
        IHtmlSelectElement select => select.Value,
        _ => null,
    };

    /// <summary>The entry a form led to.</summary>
    public static async Task<Core.Recording.Recording> EntryOf(this World world, WebPage answer)
    {
        Assert.True(answer.Status == HttpStatusCode.Found, string.Join('\n', answer.Errors));
        var id = long.Parse(answer.Location!.Split('/')[^1]);
        await using var db = world.Open();
        return await db.Recordings.Include(r => r.Children).Include(r => r.Versions).ThenInclude(v => v.Children).SingleAsync(r => r.Id == id);
    }
}
