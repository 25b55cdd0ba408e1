using System.Net;
using CaseRecording.Core.Access;

namespace CaseRecording.Web.Tests.Features.Restrictions;

public sealed class RestrictionsTests(WebWorld web) : IClassFixture<WebWorld>
{
    [Fact]
    [Trait("Rule", "A-02")]
    public async Task Restrict_NamingTheWorker_A02_HidesTheRecordFromTheColleague()
    {
        var child = await web.World.AddChildAsync("Rowan Ashby");
        var (manager, worker, colleague) = (await web.SignInAsync(web.World.Manager), await web.SignInAsync(web.World.Worker), await web.SignInAsync(web.World.Colleague));
        var address = $"/children/{child}/restrictions";
        var page = await manager.GetPage(address);
        Assert.Contains("You, Priya Raman, stay named", page.Text, StringComparison.Ordinal);
        var form = page.Form(address);

        var done = await manager.SubmitForm(form, [("restricted", "true"), ("readers", $"{web.World.Worker}")]);

        Assert.Equal(address + "?changed=true", done.Location);
        Assert.Equal(HttpStatusCode.OK, (await manager.GetPage(done.Location!)).Status);
        Assert.Equal(HttpStatusCode.OK, (await worker.GetPage($"/children/{child}/timeline")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await colleague.GetPage($"/children/{child}/timeline")).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await manager.SubmitForm(form, [("restricted", "false")])).Status);
    }

    [Fact]
    [Trait("Rule", "A-02")]
    public async Task Conflict_DeclaredThenTakenBack_A02_HidesAndShows()
    {
        var child = await web.World.AddChildAsync("Linden Moor");
        var (manager, worker) = (await web.SignInAsync(web.World.Manager), await web.SignInAsync(web.World.Worker));
        var address = $"/children/{child}/restrictions";
        var empty = await manager.SubmitForm((await manager.GetPage(address)).Form(address + "/conflicts"));
        Assert.Equal("Choose the person (A-02)", empty.ErrorAt("staffId"));
        Assert.Contains("Say what the conflict is", empty.ErrorAt("conflictReason"), StringComparison.Ordinal);

        await manager.SubmitForm((await manager.GetPage(address)).Form(address + "/conflicts"), [("staffId", $"{web.World.Worker}"), ("conflictReason", "Aunt of the child")]);

        Assert.Equal(HttpStatusCode.NotFound, (await worker.GetPage($"/children/{child}/timeline")).Status);
        var page = await manager.GetPage(address);
        Assert.Contains("Aunt of the child", page.Text, StringComparison.Ordinal);
        await manager.SubmitForm(page.Form($"{address}/conflicts/{web.World.Worker}/withdraw"), [("withdrawReason", "Declared for the wrong person")]);
        Assert.Equal(HttpStatusCode.OK, (await worker.GetPage($"/children/{child}/timeline")).Status);
    }

    [Fact]
    public async Task Restrictions_ByOneWhoOnlyRecords_AreForbidden()
    {
        var child = await web.World.AddChildAsync("Hazel Wren");
        Assert.Equal(HttpStatusCode.Forbidden, (await (await web.SignInAsync(web.World.Worker)).GetPage($"/children/{child}/restrictions")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await web.SignInAsAsync(Role.Administrator)).GetPage($"/children/{child}/restrictions")).Status);
    }
}
