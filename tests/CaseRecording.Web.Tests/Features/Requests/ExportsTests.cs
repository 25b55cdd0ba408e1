using System.Net;
using System.Text;
using System.Text.Json;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Disclosure;
using CaseRecording.TestKit;
using CaseRecording.Web.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseRecording.Web.Tests.Features.Requests;

/// <summary>Each test has its own world: they hold, kill and restart the worker.</summary>
public sealed class ExportsTests : IAsyncLifetime
{
    private readonly RequestWorld world = new();

    public Task InitializeAsync() => world.InitializeAsync();

    public Task DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task Ask_ForARecord_WritesItAndHandsItOutAudited()
    {
        var (child, request) = await world.ReceiveAsync(entries: 3);

        var export = await world.AskAsync(request);
        var ready = await world.UntilAsync(export, e => !e.IsUnderWay);

        Assert.Equal((ExportState.Ready, 3, 3), (ready.State, ready.Done, ready.Total));
        var page = await world.Officer.GetPage($"/requests/{request}");
        Assert.Contains($"Download the PDF of 17 March 2026, 2:00pm ({ready.Pages} pages,", page.Text, StringComparison.Ordinal);
        var link = page.Document.QuerySelector("a[href$=download]")!.GetAttribute("href")!;
        var answer = await world.Officer.Fetch(HttpMethod.Get, link);
        var content = await answer.Content.ReadAsByteArrayAsync();
        Assert.Equal((HttpStatusCode.OK, "application/pdf", ready.Size), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType, answer.Content.Headers.ContentLength));
        Assert.Equal($"attachment; filename=access-request-{request}.pdf; filename*=UTF-8''access-request-{request}.pdf", answer.Content.Headers.ContentDisposition!.ToString());
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Equal(ready.Size, content.Length);
        Assert.Equal(
            [AuditAction.RequestReceived, AuditAction.ExportAsked, AuditAction.ExportStarted, AuditAction.ExportFinished, AuditAction.ExportDownloaded],
            await world.ActionsAsync(child));
        var file = Path.Combine(world.Web.Exports, "out.pdf");
        await File.WriteAllBytesAsync(file, content);
        Assert.Contains("No syntax or stream encoding errors found", PdfTools.Check(file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_WhileBeingWritten_HasProgressCancelAndNoSecondButton()
    {
        world.Hold = new TaskCompletionSource();
        var (_, request) = await world.ReceiveAsync();
        var export = await world.AskAsync(request);
        await world.UntilAsync(export, e => e.Total == 2);

        var page = await world.Officer.GetPage($"/requests/{request}");

        Assert.Equal(("0", "2"), (page.Document.QuerySelector("progress")!.GetAttribute("value"), page.Document.QuerySelector("progress")!.GetAttribute("max")));
        Assert.Contains("0 of 2 entries written", page.Text, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector($"form[action='/requests/{request}/exports']"));
        using var progress = JsonDocument.Parse(await (await world.Officer.Fetch(HttpMethod.Get, page.Document.QuerySelector("[data-progress]")!.GetAttribute("data-progress")!)).Content.ReadAsStringAsync());
        Assert.True(progress.RootElement.GetProperty("underWay").GetBoolean());
        Assert.Equal(2, progress.RootElement.GetProperty("total").GetInt32());
        Assert.Equal(HttpStatusCode.NotFound, (await world.Officer.GetPage($"/requests/{request}/exports/{export}/download")).Status);
    }

    [Fact]
    [Trait("Rule", "A-07")]
    public async Task Download_WhenAnEntryWasMovedOffTheRecordSince_A07_IsRefusedUntilItIsExportedAgain()
    {
        var (child, request) = await world.ReceiveAsync();
        var export = await world.AskAsync(request);
        await world.UntilAsync(export, e => e.State == ExportState.Ready);
        await using (var db = world.World.Open())
        {
            await world.World.MoveAsync(world.World.Manager, child, await world.World.AddChildAsync("Reuben Ashworth"), db.RecordingChildren.First(c => c.ChildId == child).RecordingId);
        }

        var refused = await world.Officer.GetPage($"/requests/{request}/exports/{export}/download");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("Export the record again (A-07)", refused.Text, StringComparison.Ordinal);
        var page = await world.Officer.GetPage($"/requests/{request}");
        Assert.Contains("can no longer be downloaded", page.Text, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector($"a[href$='{export}/download']"));

        world.World.Clock.Advance(TimeSpan.FromMinutes(1));
        var again = await world.AskAsync(request);
        await world.UntilAsync(again, e => e.State == ExportState.Ready);
        Assert.NotNull((await world.Officer.GetPage($"/requests/{request}")).Document.QuerySelector($"a[href$='{again}/download']"));
    }

    [Fact]
    public async Task Cancel_WhileBeingWritten_StopsAndLeavesNothing()
    {
        world.Hold = new TaskCompletionSource();
        var (child, request) = await world.ReceiveAsync();
        var export = await world.AskAsync(request);
        await world.UntilAsync(export, e => e.Total == 2);
        var page = await world.Officer.GetPage($"/requests/{request}");

        await world.Officer.SubmitForm(page.Form($"/requests/{request}/exports/{export}/cancel"));
        world.Hold.SetResult();

        Assert.Equal(ExportState.Cancelled, (await world.UntilAsync(export, _ => !world.Files.Any())).State);
        Assert.Contains("Cancelled; asked for by Hana Okafor", (await world.Officer.GetPage($"/requests/{request}")).Text, StringComparison.Ordinal);
        Assert.Equal([AuditAction.RequestReceived, AuditAction.ExportAsked, AuditAction.ExportStarted, AuditAction.ExportCancelled], await world.ActionsAsync(child));
        var refused = await world.Officer.SubmitForm(page.Form($"/requests/{request}/exports/{export}/cancel"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("nothing to cancel (F-05)", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Worker_KilledHalfway_AnotherBeginsAnewAndNoPartIsServed()
    {
        var (child, request) = await world.ReceiveAsync();
        world.Hold = new TaskCompletionSource();
        var export = await world.AskAsync(request);
        await world.UntilAsync(export, e => e.Total == 2);
        var half = $"{export:N}-1.partial";
        Assert.Contains(half, world.Files);
        await using (var db = world.World.Open())
        {
            // What a killed worker leaves: half a file, and a lease that nobody renews.
            await db.Exports.ExecuteUpdateAsync(e => e.SetProperty(x => x.LeaseUntilUtc, world.World.Now.AddMinutes(-1)));
        }

        Assert.Equal(HttpStatusCode.NotFound, (await world.Officer.GetPage($"/requests/{request}/exports/{export}/download")).Status);
        using var other = OtherNode();
        var first = world.Hold;
        world.Hold = null;
        await other.StartAsync(default);
        var ready = await world.UntilAsync(export, e => !e.IsUnderWay);
        Assert.Equal((ExportState.Ready, 2), (ready.State, ready.Attempts));

        first.SetResult(); // the first worker comes back to life
        await world.UntilAsync(export, _ => !world.Files.Contains(half));
        Assert.Equal([$"{export:N}-2.pdf.sealed"], world.Files);
        Assert.Equal(2, (await world.UntilAsync(export, _ => true)).Attempts);
        Assert.Equal(1, (await world.ActionsAsync(child)).Count(a => a == AuditAction.ExportFinished));
        Assert.Equal(2, (await world.ActionsAsync(child)).Count(a => a == AuditAction.ExportStarted));
        await other.StopAsync(default);
    }

    [Fact]
    public async Task Worker_TwoNodes_WriteEachExportOnce()
    {
        using var other = OtherNode();
        await other.StartAsync(default);
        var requests = new List<(int Child, int Request)>();
        for (var i = 0; i < 6; i++) requests.Add(await world.ReceiveAsync());
        var exports = new List<Guid>();
        foreach (var (_, request) in requests)
        {
            exports.Add(await world.AskAsync(request));
            other.Wake();
        }

        foreach (var export in exports) Assert.Equal((ExportState.Ready, 1), await StateAsync(export));
        foreach (var (child, _) in requests)
        {
            Assert.Equal([AuditAction.RequestReceived, AuditAction.ExportAsked, AuditAction.ExportStarted, AuditAction.ExportFinished], await world.ActionsAsync(child));
        }

        await other.StopAsync(default);

        async Task<(ExportState, int)> StateAsync(Guid export)
        {
            var done = await world.UntilAsync(export, e => !e.IsUnderWay);
            return (done.State, done.Attempts);
        }
    }

    [Fact]
    public async Task Worker_InTrouble_TriesAgainLaterAndGivesUpInTheEnd()
    {
        var (child, request) = await world.ReceiveAsync();
        for (var i = 0; i < Export.MostAttempts; i++) world.Trouble.Enqueue(new IOException("disk full"));
        var export = await world.AskAsync(request);
        var worker = world.Web.Services.GetRequiredService<ExportWorker>();
        for (var attempt = 1; attempt < Export.MostAttempts; attempt++)
        {
            await world.UntilAsync(export, e => e.State == ExportState.Waiting && e.Attempts == attempt);
            Assert.Empty(world.Files);
            world.World.Clock.Advance(TimeSpan.FromSeconds(20));
            worker.Wake();
        }

        Assert.Equal(ExportState.Failed, (await world.UntilAsync(export, e => !e.IsUnderWay)).State);
        Assert.Equal(1, (await world.ActionsAsync(child)).Count(a => a == AuditAction.ExportFailed));
        Assert.Contains("could not be written. Try again", (await world.Officer.GetPage($"/requests/{request}")).Text, StringComparison.Ordinal);
        Assert.Equal(ExportState.Ready, (await world.UntilAsync(await world.AskAsync(request), e => !e.IsUnderWay)).State);
    }

    [Fact]
    public async Task Worker_Stopped_GivesTheExportToTheNext()
    {
        world.Hold = new TaskCompletionSource();
        var (_, request) = await world.ReceiveAsync();
        var export = await world.AskAsync(request);
        await world.UntilAsync(export, e => e.Total == 2);

        await world.Web.Services.GetRequiredService<ExportWorker>().StopAsync(default);

        Assert.Equal(ExportState.Waiting, (await world.UntilAsync(export, e => e.State == ExportState.Waiting)).State);
        Assert.Empty(world.Files);
        world.Hold = null;
        using var next = OtherNode();
        await next.StartAsync(default);
        Assert.Equal(ExportState.Ready, (await world.UntilAsync(export, e => !e.IsUnderWay)).State);
        await next.StopAsync(default);
    }

    [Fact]
    public async Task Download_FileGone_SaysSo()
    {
        var (child, request) = await world.ReceiveAsync();
        var export = await world.AskAsync(request);
        await world.UntilAsync(export, e => !e.IsUnderWay);
        File.Delete(Path.Combine(world.Web.Exports, world.Files.Single()));

        var answer = await world.Officer.GetPage($"/requests/{request}/exports/{export}/download");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains("Export the record again (F-05)", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(AuditAction.ExportDownloaded, await world.ActionsAsync(child));
    }

    [Fact]
    public async Task Download_AnotherRequestsExport_IsNotFound()
    {
        var (_, request) = await world.ReceiveAsync();
        var (_, other) = await world.ReceiveAsync();
        var export = await world.AskAsync(request);
        await world.UntilAsync(export, e => !e.IsUnderWay);

        Assert.Equal(HttpStatusCode.NotFound, (await world.Officer.GetPage($"/requests/{other}/exports/{export}/download")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await world.Officer.Fetch(HttpMethod.Get, $"/requests/{other}/exports/{export}/progress")).StatusCode);
    }

    [Fact]
    public async Task File_OnTheDisk_HoldsNoWordOfTheRecord()
    {
        var (_, request) = await world.ReceiveAsync();
        var export = await world.AskAsync(request);
        await world.UntilAsync(export, e => !e.IsUnderWay);

        var bytes = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(Path.Combine(world.Web.Exports, world.Files.Single())));

        Assert.DoesNotContain("%PDF", bytes, StringComparison.Ordinal);
        Assert.DoesNotContain("Thornley", bytes, StringComparison.Ordinal);
    }

    private ExportWorker OtherNode() => ActivatorUtilities.CreateInstance<ExportWorker>(world.Web.Services);
}
