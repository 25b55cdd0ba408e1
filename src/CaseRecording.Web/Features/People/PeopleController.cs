using CaseRecording.Core.Access;
using CaseRecording.Core.People;
using CaseRecording.Web.Features.Shared;
using CaseRecording.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace CaseRecording.Web.Features.People;

/// <summary>Who is in the child's life: the home, important people, professionals (C-04, C-06).</summary>
public sealed class PeopleController(PeopleQuery query, PeopleService people, ChildBarQuery bar, RequestContext request) : Controller
{
    [HttpGet(Routes.People), ChildAccess(AccessLevel.Read)]
    public async Task<IActionResult> Show(int childId, bool saved) =>
        View(await query.LoadAsync(childId, HttpContext.Access().Level >= AccessLevel.Record, saved));

    [HttpGet(Routes.Person), ChildAccess(AccessLevel.Record)]
    public async Task<IActionResult> Edit(int childId, int linkId) =>
        await query.FindAsync(childId, linkId) is { } row ? await Form(childId, row, null, null) : NotFound();

    [HttpPost(Routes.Person), ChildAccess(AccessLevel.Record)]
    public async Task<IActionResult> Edit(int childId, int linkId, PersonForm form)
    {
        var outcome = await ModelState.TryEditAsync(() => people.ChangeAsync(request.Current, childId, linkId, form.Version, form.Read()));
        return outcome == EditOutcome.Done ? Saved(childId) : await Again(childId, linkId, form, outcome);
    }

    /// <summary>The person comes to live in the home, or leaves it: the date says which.</summary>
    [HttpPost(Routes.PersonHome), ChildAccess(AccessLevel.Record)]
    public async Task<IActionResult> Home(int childId, int linkId, PersonForm form, bool leaves)
    {
        var outcome = await ModelState.TryEditAsync(() => leaves
            ? people.LeaveHomeAsync(request.Current, childId, linkId, form.Version, form.HomeTo)
            : people.JoinHomeAsync(request.Current, childId, linkId, form.Version, form.HomeFrom));
        if (outcome == EditOutcome.Done) return Saved(childId);
        // This small form asks only a date; the rest of the page shows what is saved.
        return await query.FindAsync(childId, linkId) is { } row ? await Form(childId, row, null, null) : NotFound();
    }

    private async Task<IActionResult> Again(int childId, int linkId, PersonForm form, EditOutcome outcome)
    {
        if (await query.FindAsync(childId, linkId) is not { } row) return NotFound();
        return await Form(childId, row, form, outcome == EditOutcome.EditedMeanwhile ? row : null);
    }

    private async Task<IActionResult> Form(int childId, PersonRow row, PersonForm? form, PersonRow? now)
    {
        var (version, others) = await query.SharedAsync(row.LinkId);
        form ??= new PersonForm
        {
            Version = version,
            FullName = row.Name,
            IsProfessional = row.IsProfessional,
            JobTitle = row.JobTitle,
            Organisation = row.Organisation,
            Telephone = row.Telephone,
            Email = row.Email,
            Relationship = row.Relationship,
            HasParentalResponsibility = row.HasParentalResponsibility,
            IsImportant = row.IsImportant,
            IsKeyContact = row.IsKeyContact,
            MaySpendTime = row.MaySpendTime,
            TimeTogether = row.TimeTogether,
        };
        if (now is not null) form.Version = version;
        return View("Edit", new PersonPage(await bar.LoadAsync(childId, ChildTab.People), form, row.LinkId, now, IsKnown: true, row.OwnRecordId is not null, others)
        {
            IsHome = row.HomeFrom is not null && row.HomeTo is null,
            HomeFrom = row.HomeFrom,
        });
    }

    private RedirectResult Saved(int childId) => Redirect(Routes.ToPeople(childId) + "?saved=true");
}
