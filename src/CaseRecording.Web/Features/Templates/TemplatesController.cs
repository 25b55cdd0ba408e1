using CaseRecording.Core.Data;
using CaseRecording.Core.Writing.Templates;
using CaseRecording.Web.Features.Shared;
using CaseRecording.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Features.Templates;

/// <summary>Templates and phrases to write from: one's own, and those of one's teams.</summary>
[ForRecordWork]
public sealed class TemplatesController(AppDbContext db, ReadyTextService service, RequestContext request) : Controller
{
    [HttpGet(Routes.Templates)]
    public async Task<IActionResult> Index(string? done)
    {
        var me = request.Current.Me;
        var rows = await ReadyTextService.Of(db, me).AsNoTracking().OrderBy(r => r.Use).ThenBy(r => r.Name).Select(r => new { r.Id, r.TeamId, r.Use, r.Name, r.Texts, r.RetiredAtUtc }).ToListAsync();
        var lines = rows.ToLookup(r => r.TeamId, r => new TemplateLine(r.Id, ReadyUse.Find(r.Use)!, r.Name, r.Texts.GetValueOrDefault("text"), r.RetiredAtUtc));
        var teams = await service.TeamsAsync(me);
        return View(new TemplatesPage(
            [new TemplateShelf(null, "Yours", true, [.. lines[null]]), .. teams.Select(t => new TemplateShelf(t.TeamId, t.Name, t.MayChange, [.. lines[t.TeamId]]))],
            done switch { "made" => "It is made, and offered from now on", "changed" => "It is changed", "retired" => "It is retired, and offered no longer", "back" => "It is back, and offered again", _ => null }));
    }

    /// <summary>Makes one; a template first asks which type of contact it is for.</summary>
    [HttpGet(Routes.NewTemplate)]
    public async Task<IActionResult> New(int? team, string? use)
    {
        if (await OwnerAsync(team) is not { } owner) return NotFound();
        if (ReadyUse.Find(use) is { } known) return View("Show", new TemplatePage(null, team, owner, true, known, new TemplateForm(), new Dictionary<string, string?>(), null, []));
        if (Request.Query.ContainsKey("use")) ModelState.AddModelError("use", "Choose the type of visit or contact");
        return View("New", new ChooseUse(team, owner));
    }

    [HttpPost(Routes.NewTemplate)]
    public async Task<IActionResult> Add(int? team, string? use, TemplateForm form)
    {
        if (await OwnerAsync(team) is not { } owner || ReadyUse.Find(use) is not { } known) return NotFound();
        var texts = TextsOf(known);
        return await ModelState.TryEditAsync(() => service.AddAsync(request.Current, team, known, Input(form, texts))) == EditOutcome.Done
            ? Redirect(Routes.Templates + "?done=made")
            : View("Show", new TemplatePage(null, team, owner, true, known, form, texts, null, []));
    }

    [HttpGet(Routes.Template)]
    public async Task<IActionResult> Show(Guid id) =>
        await service.FindAsync(request.Current.Me, id) is var (text, mayChange) ? await Page(text, mayChange, null, null) : NotFound();

    [HttpPost(Routes.Template)]
    public async Task<IActionResult> Change(Guid id, TemplateForm form)
    {
        if (await service.FindAsync(request.Current.Me, id) is not (var text, true)) return NotFound();
        var texts = TextsOf(ReadyUse.Find(text.Use)!);
        var outcome = await ModelState.TryEditAsync(() => service.ChangeAsync(request.Current, id, form.Version, Input(form, texts)));
        if (outcome == EditOutcome.Done) return Redirect(Routes.Templates + "?done=changed");
        if (outcome == EditOutcome.EditedMeanwhile) Response.StatusCode = StatusCodes.Status409Conflict;
        return await Again(id, form, texts, outcome == EditOutcome.EditedMeanwhile);
    }

    [HttpPost(Routes.RetireTemplate)]
    public Task<IActionResult> Retire(Guid id, TemplateForm form) => MoveAsync(id, () => service.RetireAsync(request.Current, id, form.Version), "retired");

    [HttpPost(Routes.BringBackTemplate)]
    public Task<IActionResult> BringBack(Guid id, TemplateForm form) => MoveAsync(id, () => service.BringBackAsync(request.Current, id, form.Version), "back");

    private async Task<IActionResult> MoveAsync(Guid id, Func<Task> move, string done)
    {
        if (await ModelState.TryEditAsync(move) == EditOutcome.Done) return Redirect($"{Routes.Templates}?done={done}");
        Response.StatusCode = StatusCodes.Status409Conflict;
        return await Again(id, null, null, meanwhile: true);
    }

    /// <summary>The page once more, with what was typed and, where someone else saved, what stands there now.</summary>
    private async Task<IActionResult> Again(Guid id, TemplateForm? form, IReadOnlyDictionary<string, string?>? texts, bool meanwhile)
    {
        db.ChangeTracker.Clear();
        if (await service.FindAsync(request.Current.Me, id) is not var (text, mayChange)) return NotFound();
        if (meanwhile) ModelState.Remove(nameof(TemplateForm.Version));
        if (meanwhile && form is not null) form.Version = text.Version;
        return await Page(text, mayChange, form, texts);
    }

    private async Task<IActionResult> Page(ReadyText text, bool mayChange, TemplateForm? form, IReadOnlyDictionary<string, string?>? typed)
    {
        var use = ReadyUse.Find(text.Use)!;
        var owner = text.TeamId is { } team ? await db.Teams.Where(t => t.Id == team).Select(t => t.Name).SingleAsync() : "Yours";
        var saved = new List<(string, string)>();
        if (Response.StatusCode == StatusCodes.Status409Conflict && form is not null)
        {
            if (form.Name?.Trim() != text.Name) saved.Add(("Name", text.Name));
            saved.AddRange(use.Fields.Where(f => (typed?.GetValueOrDefault(f.Key) ?? "").Trim() != text.Texts.GetValueOrDefault(f.Key, "")).Select(f => (f.LabelFor("the child"), text.Texts.GetValueOrDefault(f.Key, ""))));
        }

        return View("Show", new TemplatePage(
            text.Id, text.TeamId, owner, mayChange, use, form ?? new TemplateForm { Name = text.Name, Version = text.Version },
            typed ?? text.Texts.ToDictionary(t => t.Key, t => (string?)t.Value, StringComparer.Ordinal), text.RetiredAtUtc, saved));
    }

    /// <summary>Whose a new one is, in words; null: a team whose templates are not theirs to keep.</summary>
    private async Task<string?> OwnerAsync(int? team) =>
        team is null ? "Yours" : (await service.TeamsAsync(request.Current.Me)).Find(t => t.TeamId == team && t.MayChange)?.Name;

    private Dictionary<string, string?> TextsOf(ReadyUse use) => use.Fields.ToDictionary(f => f.Key, f => (string?)Request.Form[f.Key].ToString().ReplaceLineEndings("\n"), StringComparer.Ordinal);

    private static ReadyTextInput Input(TemplateForm form, IReadOnlyDictionary<string, string?> texts) => new(form.Name, texts, form.NamesNoChild == "yes");
}
