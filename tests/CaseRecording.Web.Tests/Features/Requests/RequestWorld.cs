using System.Net;
using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Disclosure;
using CaseRecording.TestKit;
using CaseRecording.Web.Disclosure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseRecording.Web.Tests.Features.Requests;

/// <summary>The program with information governance signed in, and a document writer that waits where a test says so.</summary>
public sealed class RequestWorld : IAsyncLifetime
{
    public WebWorld Web { get; } = new();

    public World World => Web.World;

    public WebClient Officer { get; private set; } = null!;

    public Guid OfficerId { get; private set; }

    /// <summary>Holds each document at its first entry until it is let go; null lets all through.</summary>
    public TaskCompletionSource? Hold { get; set; }

    /// <summary>Thrown at the first entry, once for each that waits here.</summary>
    public Queue<Exception> Trouble { get; } = new();

    public IEnumerable<string> Files => Directory.GetFiles(Web.Exports).Select(f => Path.GetFileName(f));

    public async Task InitializeAsync()
    {
        await Web.InitializeAsync();
        Web.Replace = services => services.AddSingleton<IRecordDocument>(new HeldDocument(this));
        OfficerId = await World.AddStaffAsync("Hana Okafor", Role.InformationGovernance);
        Officer = await Web.SignInAsync(OfficerId);
    }

    public async Task DisposeAsync()
    {
        Hold?.TrySetResult();
        await ((IAsyncLifetime)Web).DisposeAsync();
    }

    /// <summary>A child with some entries, and a request for their record.</summary>
    public async Task<(int Child, int Request)> ReceiveAsync(int entries = 2)
    {
        var child = await World.AddChildAsync($"Child {Guid.NewGuid():N}");
        for (var i = 0; i < entries; i++) await World.RecordAsync(World.Worker, Inputs.Call(World.Now.AddMinutes(-10 - i), child));
        var sent = await Officer.FillIn($"/requests/new/{child}", ("requesterName", "Jean Thornley"), ("requesterRelationship", "mother"), ("receivedOn-day", "3"), ("receivedOn-month", "3"), ("receivedOn-year", "2026"));
        Assert.Equal(HttpStatusCode.Found, sent.Status);
        return (child, int.Parse(sent.Location!.Split('/')[^1]));
    }

    public async Task<Guid> AskAsync(int request)
    {
        var page = await Officer.GetPage($"/requests/{request}");
        Assert.Equal($"/requests/{request}", (await Officer.SubmitForm(page.Form($"/requests/{request}/exports"))).Location);
        await using var db = World.Open();
        return await db.Exports.Where(e => e.RequestId == request).OrderByDescending(e => e.AskedAtUtc).Select(e => e.Id).FirstAsync();
    }

    public async Task<Export> UntilAsync(Guid export, Func<Export, bool> condition)
    {
        for (var i = 0; i < 600; i++)
        {
            await using var db = World.Open();
            var now = await db.Exports.AsNoTracking().SingleAsync(e => e.Id == export);
            if (condition(now)) return now;
            await Task.Delay(50);
        }

        throw new TimeoutException("The export did not get there.");
    }

    public async Task<List<AuditAction>> ActionsAsync(int child)
    {
        await using var db = World.Open();
        return await db.AuditEvents.Where(e => e.ChildId == child && e.Action != AuditAction.RecordOpened && e.Action != AuditAction.Finalised && e.Action != AuditAction.Viewed)
            .OrderBy(e => e.Sequence).Select(e => e.Action).ToListAsync();
    }

    private sealed class HeldDocument(RequestWorld world) : IRecordDocument
    {
        private readonly RecordPdf pdf = new();

        public Task<WrittenDocument> WriteAsync(DisclosedRecord record, IAsyncEnumerable<DisclosedEntry> entries, DocumentFrame frame, Stream output, Func<int, Task> written, CancellationToken cancellationToken) =>
            pdf.WriteAsync(record, entries, frame, output, async done =>
            {
                if (world.Trouble.TryDequeue(out var trouble)) throw trouble;
                if (world.Hold is { } hold) await hold.Task.WaitAsync(cancellationToken);
                await written(done);
            }, cancellationToken);
    }
}
