using CaseRecording.Core.Audit;
using CaseRecording.Core.People;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Tests.Features.Recording;

/// <summary>People new to the record: found among professionals, or proposed for the child's list before the entry is final.</summary>
public sealed class NewPeopleTests(WebWorld web) : IClassFixture<WebWorld>
{
    private World World => web.World;

    [Fact]
    public async Task Finalise_NamingFamilyAndATeacher_AsksAndAddsWhoIsTicked()
    {
        var (maisie, _, mother) = await World.AddFamilyAsync();
        var browser = await web.SignInAsync(World.Worker);
        var asked = await browser.PressAsync(await browser.BeginAsync(maisie), "finalise", [
            .. RecordingWorld.Complete(maisie, mother), ("other-0-name", "Ray Nolan"), ("other-0-role", "Mum’s partner"), ("other-1-name", "Miss Adler"), ("other-1-role", "Class teacher"),
            ("other-2-name", "Name not known"), ("other-2-role", "Neighbour")]);

        Assert.Equal(["1", "2"], asked.Document.QuerySelectorAll("input[name=addPerson]").Select(i => i.GetAttribute("value")));
        Assert.Equal(["1"], asked.Document.QuerySelectorAll("input[name=addPerson][checked]").Select(i => i.GetAttribute("value")));
        var refused = await browser.SubmitForm(asked.Form(), [("addPerson", "1"), ("addPerson", "2"), ("addPerson-1-relationship", " "), ("addPerson-2-relationship", "Form teacher")]);
        Assert.Equal("Say what this person is to the child (C-06)", refused.ErrorAt("addPerson-1-relationship"));
        Assert.Equal("Form teacher", refused.Held("addPerson-2-relationship"));
        Assert.Equal(2, refused.Document.QuerySelectorAll("input[name=addPerson][checked]").Length);

        var entry = await World.EntryOf(await browser.SubmitForm(refused.Form(), [("addPerson-1-relationship", "Mum’s partner")]));
        await using var db = World.Open();
        var people = await db.ChildPeople.Include(p => p.Person).Where(p => p.ChildId == maisie).ToDictionaryAsync(p => p.Person.FullName);
        Assert.Equal(("Mum’s partner", false), (people["Ray Nolan"].Relationship, people["Ray Nolan"].Person.IsProfessional));
        Assert.Equal(("Form teacher", true), (people["Miss Adler"].Relationship, people["Miss Adler"].Person.IsProfessional));
        Assert.Equal(4, people.Count);
        Assert.Equal(3, await db.RecordingParticipants.CountAsync(p => p.RecordingId == entry.Id && p.PersonId != null));
    }

    [Fact]
    public async Task FindProfessional_WithoutScript_IsTickedAndStandsInTheEntry()
    {
        var (maisie, _, mother) = await World.AddFamilyAsync();
        int nurse;
        await using (var db = World.Open())
        {
            var person = new Person { FullName = "Sister Bello", JobTitle = "School nurse", Organisation = "Moor Park Clinic", IsProfessional = true };
            db.People.Add(person);
            db.Audit(World.As(World.Worker), AuditAction.PersonChanged);
            await db.SaveChangesAsync();
            nurse = person.Id;
        }

        var browser = await web.SignInAsync(World.Worker);
        var page = await browser.BeginAsync(maisie);
        Assert.Contains("Nobody is found for ‘zzz’", (await browser.PressAsync(page, "findProfessional", ("_professional", "zzz"))).Text, StringComparison.Ordinal);
        var found = await browser.PressAsync(await browser.BeginAsync(maisie), "findProfessional", [.. RecordingWorld.Complete(maisie, mother), ("_professional", "moor park")]);
        Assert.Equal("We made toast.", found.Held("facts"));
        Assert.Contains("Sister Bello, School nurse, Moor Park Clinic", found.Text, StringComparison.Ordinal);

        var asked = await browser.PressAsync(found, "finalise", ("people", $"{mother}"), ("people", $"{nurse}"));
        Assert.Empty(asked.Document.QuerySelectorAll("input[name=addPerson][checked]"));
        var entry = await World.EntryOf(await browser.SubmitForm(asked.Form()));
        Assert.Contains((nurse, "School nurse, Moor Park Clinic"), entry.Versions.Single().Content.Participants.Select(p => (p.PersonId!.Value, p.Role)));
    }

    [Fact]
    public async Task Save_NamingSomeoneWhoIsNoProfessional_IsRefused()
    {
        var (maisie, _, mother) = await World.AddFamilyAsync();
        var stranger = await World.AddPersonAsync(await World.AddChildAsync("Joe Pell"), "Kim Pell", "Mother");
        var browser = await web.SignInAsync(World.Worker);
        var refused = await browser.PressAsync(await browser.BeginAsync(maisie), "save", [.. RecordingWorld.Complete(maisie, mother).Where(a => a.Name != "people"), ("people", $"{stranger}")]);

        Assert.Contains("Choose from the people on the page, or add the person by name", refused.Errors);
        Assert.DoesNotContain("Kim Pell", refused.Text, StringComparison.Ordinal);
    }
}
