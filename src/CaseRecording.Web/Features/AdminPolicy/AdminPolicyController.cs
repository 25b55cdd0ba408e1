using CaseRecording.Core.Access;
using CaseRecording.Core.Data;
using CaseRecording.Core.Policy;
using CaseRecording.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Features.AdminPolicy;

/// <summary>The council's policy: what is in force, what is coming, who changed what and why .</summary>
[ForRoles(Role.Administrator)]
public sealed class AdminPolicyController(AppDbContext db, PolicyService service, PolicyStore policies, RequestContext request) : Controller
{
    [HttpGet(Routes.AdminPolicy)]
    public async Task<IActionResult> Index(bool changed)
    {
        var policy = (await policies.LoadAsync()).PolicyOn(request.Today);
        var coming = await db.PolicyChanges.AsNoTracking().Where(c => c.EffectiveFrom > request.Today).OrderBy(c => c.EffectiveFrom).ThenBy(c => c.Id)
            .Select(c => new { c.Key, c.Value, c.EffectiveFrom }).ToListAsync();
        return View(new PolicyList(
            [
                .. PolicySettings.All.Select(s => new SettingLine(
                    s,
                    PolicyWords.Of(s, s.ValueIn(policy)),
                    [.. coming.Where(c => c.Key == s.Key).Select(c => new ComingValue(PolicyWords.Of(s, c.Value), c.EffectiveFrom))])),
            ],
            changed));
    }

    [HttpGet(Routes.AdminSetting)]
    public async Task<IActionResult> Show(string key)
    {
        if (PolicySettings.Find(key) is not { } setting) return NotFound();
        return await ShowForm(setting, new SettingForm { Value = setting.ValueIn((await policies.LoadAsync()).PolicyOn(request.Today)).Split(',') });
    }

    [HttpPost(Routes.AdminSetting)]
    public async Task<IActionResult> Change(string key, SettingForm form)
    {
        if (PolicySettings.Find(key) is not { } setting) return NotFound();
        if (!ModelState.IsValid) return await ShowForm(setting, form);
        return await ModelState.TryAsync(() => service.ChangeAsync(request.Current, setting, string.Join(',', form.Value), form.From, form.Reason))
            ? Redirect(Routes.AdminPolicy + "?changed=true")
            : await ShowForm(setting, form);
    }

    private async Task<IActionResult> ShowForm(PolicySetting setting, SettingForm form)
    {
        var history = await db.PolicyChanges.AsNoTracking().Where(c => c.Key == setting.Key).OrderByDescending(c => c.EffectiveFrom).ThenByDescending(c => c.Id)
            .Select(c => new { c.Value, c.EffectiveFrom, c.Reason, c.ChangedAtUtc, By = db.Users.Where(s => s.Id == c.ChangedById).Select(s => s.DisplayName).FirstOrDefault() }).ToListAsync();
        return View("Show", new SettingPage(
            setting,
            PolicyWords.Of(setting, setting.ValueIn((await policies.LoadAsync()).PolicyOn(request.Today))),
            PolicyWords.Of(setting, setting.Default),
            form,
            request.Today,
            [.. history.Select(h => new PastChange(PolicyWords.Of(setting, h.Value), h.EffectiveFrom, h.Reason, h.By, h.ChangedAtUtc))]));
    }
}
