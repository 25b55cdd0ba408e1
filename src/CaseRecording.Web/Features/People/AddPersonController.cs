using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Children;
using CaseRecording.Core.Data;
using CaseRecording.Core.People;
using CaseRecording.Web.Features.Find;
using CaseRecording.Web.Features.Shared;
using CaseRecording.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Features.People;

/// <summary>Adds someone to a child's people: of the family's network, a professional, a brother or sister with a record, or someone new.</summary>
[ChildAccess(AccessLevel.Record)]
public sealed class AddPersonController(AppDbContext db, PeopleService people, ChildSearch search, ChildAccess access, SearchAddress address, ViewAudit views, ChildBarQuery bar, RequestContext request) : Controller
{
    /// <summary>Who: without a choice yet those who are known; with one, or someone new, their form.</summary>
    [HttpGet(Routes.AddPerson)]
    public async Task<IActionResult> Choose(int childId, string? s, int? person, bool someoneNew)
    {
        if (someoneNew) return await Form(childId, new PersonForm { IsImportant = true });
        if (person is { } id) return await KnownAsync(childId, id) is { } form ? await Form(childId, form) : NotFound();

        var typed = address.Read(s);
        var text = ChildSearchText.Parse(typed);
        var professionals = string.IsNullOrWhiteSpace(typed) ? [] : await people.ProfessionalsAsync(childId, typed);
        var found = (await search.FindAsync(request.Current.Me, text)).Where(c => c.IsOwn && c.ChildId != childId).ToList();
        if (!text.IsEmpty) await views.RecordAsync(request.Current, AuditAction.Searched, subject: $"{text.Kind}: {found.Count} shown");
        return View("~/Features/People/Choose.cshtml", new AddPersonPage(
            await bar.LoadAsync(childId, ChildTab.People), typed, await people.NetworkAsync(request.Current.Me, childId), professionals, found, request.Today));
    }

    [HttpPost(Routes.FindPerson)]
    public IActionResult Find(int childId, string? search) => Redirect(address.Of(Routes.ToPeople(childId) + "/add", search));

    [HttpPost(Routes.AddPerson)]
    public async Task<IActionResult> Add(int childId, PersonForm form)
    {
        var outcome = await ModelState.TryEditAsync(() => people.AddAsync(request.Current, childId, form.PersonId, form.Read(), form.HomeFrom));
        return outcome == EditOutcome.Done ? Redirect(Routes.ToPeople(childId) + "?saved=true") : await Form(childId, form);
    }

    [HttpGet(Routes.AddSibling)]
    public Task<IActionResult> Sibling(int childId, int siblingId) => SiblingForm(childId, new SiblingForm { SiblingId = siblingId });

    [HttpPost(Routes.AddSibling)]
    public async Task<IActionResult> Sibling(int childId, SiblingForm form)
    {
        var outcome = await ModelState.TryEditAsync(() => people.AddSiblingAsync(request.Current, childId, form.SiblingId, form.Relationship, form.ChildIs, form.HomeFrom));
        return outcome == EditOutcome.Done ? Redirect(Routes.ToPeople(childId) + "?saved=true") : await SiblingForm(childId, form);
    }

    private async Task<IActionResult> Form(int childId, PersonForm form)
    {
        var others = form.PersonId is { } id ? await db.ChildPeople.CountAsync(p => p.PersonId == id) : 0;
        return View("~/Features/People/Edit.cshtml", new PersonPage(await bar.LoadAsync(childId, ChildTab.People), form, null, null, form.PersonId is not null, false, others));
    }

    private async Task<IActionResult> SiblingForm(int childId, SiblingForm form)
    {
        var name = await access.Own(request.Current.Me).Where(c => c.Id == form.SiblingId && c.Id != childId).Select(c => c.FullName).FirstOrDefaultAsync();
        return name is null ? NotFound() : View("~/Features/People/Sibling.cshtml", new SiblingPage(await bar.LoadAsync(childId, ChildTab.People), form, name));
    }

    /// <summary>The contact details of someone known; null where they are neither of the family's network nor a professional.</summary>
    private async Task<PersonForm?> KnownAsync(int childId, int personId)
    {
        var person = await db.People.AsNoTracking().FirstOrDefaultAsync(p => p.Id == personId);
        if (person is null || (!person.IsProfessional && (await people.NetworkAsync(request.Current.Me, childId)).All(p => p.PersonId != personId))) return null;
        return new PersonForm
        {
            PersonId = person.Id,
            FullName = person.FullName,
            IsProfessional = person.IsProfessional,
            JobTitle = person.JobTitle,
            Organisation = person.Organisation,
            Telephone = person.Telephone,
            Email = person.Email,
            IsImportant = !person.IsProfessional,
        };
    }
}
