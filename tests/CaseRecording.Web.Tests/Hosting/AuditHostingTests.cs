using CaseRecording.Core.Audit;
using CaseRecording.TestKit;
using CaseRecording.Web.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace CaseRecording.Web.Tests.Hosting;

public sealed class AuditHostingTests
{
    [Fact]
    [Trait("Rule", "A-03")]
    public async Task Stop_WithViewsStillWaiting_A03_WritesThemAndSignsTheirHead()
    {
        using var folder = new TempFolder();
        await using var world = await World.CreateAsync();
        await using var views = new ViewAudit(world.Open, NullLogger<ViewAudit>.Instance);
        var signed = new SignedHeads(folder.Path, new byte[32], "node");
        using var signer = new AuditSigner(world.Open, signed, world.Clock);
        using var job = new AuditSigning(signer, views, TimeProvider.System, NullLogger<AuditSigning>.Instance);
        await job.StartAsync(CancellationToken.None);
        var waiting = Enumerable.Range(0, 30).Select(_ => views.RecordAsync(world.As(world.Worker), AuditAction.Viewed, 5)).ToList();

        await job.StopAsync(CancellationToken.None);

        await Task.WhenAll(waiting);
        Assert.Equal(30, signed.Read().Heads["child:5"].Single().Sequence);
    }

    [Fact]
    public async Task Stop_WhenHeadsCannotBeSigned_StillStops()
    {
        await using var world = await World.CreateAsync();
        await using var views = new ViewAudit(world.Open, NullLogger<ViewAudit>.Instance);
        using var signer = new AuditSigner(() => throw new IOException("gone"), new SignedHeads("/nowhere", new byte[32], "node"), world.Clock);
        using var job = new AuditSigning(signer, views, TimeProvider.System, NullLogger<AuditSigning>.Instance);
        await job.StartAsync(CancellationToken.None);

        await job.StopAsync(CancellationToken.None);
    }
}
