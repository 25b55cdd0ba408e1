using CaseRecording.Core.Access;
using CaseRecording.Core.Data;
using CaseRecording.Core.Writing.Lists;
using CaseRecording.Web.Features.Shared;
using CaseRecording.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Features.AdminWords;

/// <summary>The lists behind the writing advice: the council's own, each line with its history (A-06).</summary>
[ForRoles(Role.Administrator)]
public sealed class AdminWordsController(AppDbContext db, WordListService service, WordListCache cache, RequestContext request) : Controller
{
    private const int PageSize = 50;

    [HttpGet(Routes.AdminWords)]
    public async Task<IActionResult> Index()
    {
        var entries = (await cache.LoadAsync(db)).Entries.ToLookup(e => e.Kind);
        var changed = (await db.WordListChanges.Select(c => new { c.Kind, c.Key }).Distinct().ToListAsync()).ToLookup(c => c.Kind);
        return View(Enum.GetValues<WordKind>().Select(k => new ListSummary(k, entries[k].Count(), changed[k].Count())).ToList());
    }

    /// <summary>One list in order of its expressions; the lists are in memory, so search and pages need no query.</summary>
    [HttpGet(Routes.AdminWordList)]
    public async Task<IActionResult> List(string list, string? search, string? after, string? done)
    {
        if (WordKinds.Find(list) is not { } kind) return NotFound();
        var text = (search ?? "").Trim();
        var found = (await cache.LoadAsync(db)).Entries.Where(e => e.Kind == kind)
            .Where(e => text.Length == 0 || e.Expression.Contains(text, StringComparison.OrdinalIgnoreCase) || e.Instead.Contains(text, StringComparison.OrdinalIgnoreCase) || e.Explanation.Contains(text, StringComparison.OrdinalIgnoreCase))
            .OrderBy(e => e.Key, StringComparer.Ordinal).ToList();
        var page = found.Where(e => after is null || string.CompareOrdinal(e.Key, after) > 0).Take(PageSize + 1).ToList();
        var shown = page.Take(PageSize).ToList();
        var next = page.Count > PageSize ? $"{Routes.ToWordList(list)}{QueryString.Create("search", text).Add("after", shown[^1].Key)}" : null;
        return View(new WordListPage(kind, shown, found.Count, text, next, done switch { "added" => "The line is added", "changed" => "The line is changed", "removed" => "The line is taken out", _ => null }));
    }

    [HttpGet(Routes.AdminNewWord)]
    public IActionResult New(string list) => WordKinds.Find(list) is { } kind ? View(new WordPage(kind, "", null, null, new WordForm(), [])) : NotFound();

    [HttpPost(Routes.AdminNewWord)]
    public async Task<IActionResult> Add(string list, WordForm form)
    {
        if (WordKinds.Find(list) is not { } kind) return NotFound();
        return await ModelState.TryEditAsync(() => service.AddAsync(request.Current, kind, Change(form))) == EditOutcome.Done
            ? Redirect(Routes.ToWordList(list) + "?done=added")
            : View("New", new WordPage(kind, "", null, null, form, []));
    }

    [HttpGet(Routes.AdminWord)]
    public async Task<IActionResult> Show(string list, string key) => WordKinds.Find(list) is { } kind ? await Page(kind, key, null) : NotFound();

    [HttpPost(Routes.AdminWord)]
    public async Task<IActionResult> Change(string list, string key, WordForm form) =>
        WordKinds.Find(list) is { } kind ? await EditAsync(kind, key, form, () => service.ChangeAsync(request.Current, kind, key, Change(form)), "changed") : NotFound();

    [HttpPost(Routes.AdminRemoveWord)]
    public async Task<IActionResult> Remove(string list, string key, WordForm form) =>
        WordKinds.Find(list) is { } kind ? await EditAsync(kind, key, form, () => service.RemoveAsync(request.Current, kind, key, form.RemoveReason, form.Opened), "removed") : NotFound();

    private async Task<IActionResult> EditAsync(WordKind kind, string key, WordForm form, Func<Task> change, string done)
    {
        var (now, number) = await service.FindAsync(kind, key);
        if (now is null) return NotFound();
        var outcome = await ModelState.TryEditAsync(change);
        if (outcome == EditOutcome.Done) return Redirect($"{Routes.ToWordList(kind.Slug())}?done={done}");
        if (outcome == EditOutcome.EditedMeanwhile)
        {
            form.Opened = number;
            ModelState.Remove(nameof(WordForm.Opened));
            Response.StatusCode = StatusCodes.Status409Conflict;
        }

        // Taken out of its form, the line itself is as it was.
        if (done == "removed") (form.Expression, form.Instead, form.Explanation) = (now.Expression, now.Instead, now.Explanation);
        return await Page(kind, key, form);
    }

    private async Task<IActionResult> Page(WordKind kind, string key, WordForm? form)
    {
        var (now, number) = await service.FindAsync(kind, key);
        if (now is null && number == 0) return NotFound();
        var history = await db.WordListChanges.AsNoTracking().Where(c => c.Kind == kind && c.Key == key).OrderByDescending(c => c.Number)
            .Select(c => new PastWordChange(c.Expression, c.Instead, c.Explanation, c.Removed, c.Reason, db.Users.Where(s => s.Id == c.ChangedById).Select(s => s.DisplayName).FirstOrDefault(), c.ChangedAtUtc))
            .ToListAsync();
        form ??= new WordForm { Expression = now?.Expression, Instead = now?.Instead, Explanation = now?.Explanation, Opened = number };
        return View("Show", new WordPage(kind, key, now, DefaultWords.All.FirstOrDefault(e => e.Kind == kind && e.Key == key), form, history));
    }

    private static WordChange Change(WordForm form) => new(form.Expression, form.Instead, form.Explanation, form.Reason, form.Opened);
}
