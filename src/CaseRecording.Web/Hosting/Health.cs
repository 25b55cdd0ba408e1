using System.Data.Common;
using CaseRecording.Core.Data;
using CaseRecording.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Hosting;

/// <summary>What a load balancer asks. The answers say nothing else: anyone can read them.</summary>
internal static class Health
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static void MapHealth(this WebApplication app)
    {
        app.MapGet(Routes.Live, () => "live").WithMetadata(new PublicAttribute());
        app.MapGet(Routes.Ready, ReadyAsync).WithMetadata(new PublicAttribute());
    }

    /// <summary>Ready means that a page could be shown: the database answers and has this version's schema.</summary>
    private static async Task<IResult> ReadyAsync(AppDbContext db, CancellationToken aborted)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        limit.CancelAfter(Patience);
        try
        {
            var pending = await db.Database.GetPendingMigrationsAsync(limit.Token);
            return pending.Any() ? NotReady() : Results.Text("ready");
        }
        catch (Exception error) when (error is DbException or OperationCanceledException or InvalidOperationException)
        {
            return NotReady();
        }

        static IResult NotReady() => Results.Text("not ready", statusCode: StatusCodes.Status503ServiceUnavailable);
    }
}
