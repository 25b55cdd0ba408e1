using CaseRecording.TestKit;
using CaseRecording.Web.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CaseRecording.Web.Tests.Jobs;

public sealed class NightlyClocksTests(WebWorld web) : IClassFixture<WebWorld>
{
    [Fact]
    [Trait("Rule", "V-06")]
    public async Task Run_AfterADateWentWrong_V06_PutsItRightOnceAndLeavesTheRestAlone()
    {
        var maisie = await web.World.AddChildAsync();
        await web.World.AddChildAsync("Reuben Ashworth");
        var job = web.Services.GetServices<IHostedService>().OfType<NightlyClocks>().Single();
        await job.RunAsync(CancellationToken.None);
        await using var db = web.World.Open();
        var right = await db.Children.Where(c => c.Id == maisie).Select(c => c.NextVisitDueOn).SingleAsync();
        await db.Children.Where(c => c.Id == maisie).ExecuteUpdateAsync(set => set.SetProperty(c => c.NextVisitDueOn, new DateOnly(2031, 1, 1)));

        Assert.Equal(1, await job.RunAsync(CancellationToken.None));
        Assert.Equal(0, await job.RunAsync(CancellationToken.None));

        Assert.NotNull(right);
        Assert.Equal(right, await db.Children.Where(c => c.Id == maisie).Select(c => c.NextVisitDueOn).SingleAsync());
    }
}
