using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Data;
using CaseRecording.Core.Mail;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Safeguarding;
using CaseRecording.Core.Time;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Tests.Mail;

/// <summary>Whoever a concern waits for is told by mail that there is something, and nothing of what it is (T-05, A-08).</summary>
public sealed class MailTests : IAsyncLifetime
{
    private const string Sentence = "Maisie has a fresh burn on her left hand; she is with me at school and safe.";
    private World world = null!;
    private MailQueue queue = null!;
    private int maisie;

    public async Task InitializeAsync()
    {
        world = await World.CreateAsync();
        queue = new MailQueue(world.Open, world.Clock);
        maisie = await world.AddChildAsync();
        await AddressAsync(world.Manager, world.OtherManager, world.Worker, world.OtherWorker);
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Theory]
    [InlineData("/team?about=a-burn")]
    [InlineData("/children/Maisie")]
    [InlineData("/a burn")]
    [InlineData("//elsewhere.example")]
    [InlineData("https://elsewhere.example/")]
    [InlineData("/team#Burn")]
    [InlineData("/abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz")]
    [InlineData("")]
    [Trait("Rule", "A-08")]
    public void Make_ALinkThatCouldCarryAText_A08_IsRefused(string link) =>
        Assert.Equal("A-08", Assert.Single(Assert.Throws<RuleViolationException>(() => new OutgoingMail(world.As(world.Worker), MailKind.SafeguardingConcern, world.Manager, link)).Violations).Rule.Code);

    [Fact]
    [Trait("Rule", "A-08")]
    public void Compose_EveryKind_A08_IsTheSameSentenceForEverybodyWithALink()
    {
        foreach (var kind in Enum.GetValues<MailKind>())
        {
            var (one, other) = (OutgoingMail.Compose(kind, new Uri("https://records.example.org"), "/team#safeguarding"), OutgoingMail.Compose(kind, new Uri("https://records.example.org"), "/"));
            Assert.Equal(one.Subject, other.Subject);
            Assert.Equal(one.Body.Replace("https://records.example.org/team#safeguarding", "https://records.example.org/", StringComparison.Ordinal), other.Body);
        }
    }

    [Fact]
    [Trait("Rule", "T-05")]
    public async Task Report_WithMailOn_T05_TellsTheManagerAndTheDeputyOnce()
    {
        var today = LondonTime.DateOf(world.Now);
        await using (var db = world.Open()) await new DelegationService(db).MakeAsync(world.As(world.Manager), world.Team, new DelegationInput(world.OtherWorker, false, true, today, today));
        var key = Guid.NewGuid();
        await ReportAsync(key);
        await ReportAsync(key);

        await using var read = world.Open();
        var mails = await read.OutgoingMails.AsNoTracking().ToListAsync();
        Assert.Equal(
            new[] { (world.Manager, "/team#safeguarding"), (world.OtherWorker, "/#safeguarding") }.OrderBy(m => m.Item1),
            mails.Select(m => (m.ToId, m.Link)).OrderBy(m => m.ToId));
        Assert.All(mails, m => Assert.Equal((world.Now, world.Now, 0, MailKind.SafeguardingConcern), (m.MadeAtUtc, m.NextAtUtc, m.Attempts, m.Kind)));
    }

    [Fact]
    [Trait("Rule", "T-05")]
    public async Task Report_WhenTheManagerMayNotSeeTheRecord_T05_TellsSeniorManagersInstead()
    {
        var senior = await world.AddStaffAsync("Ann Sharp", Role.SeniorManager);
        await AddressAsync(senior);
        await using (var db = world.Open())
        {
            db.Conflicts.Add(new ConflictOfInterest { ChildId = maisie, StaffId = world.Manager, Reason = "Neighbour", DeclaredAtUtc = world.Now });
            db.Audit(world.As(null), AuditAction.ConflictDeclared, maisie);
            await db.SaveChangesAsync();
        }

        await ReportAsync();

        await using var read = world.Open();
        Assert.Equal(senior, (await read.OutgoingMails.SingleAsync()).ToId);
    }

    [Fact]
    public async Task Report_WithMailOffOrToSomeoneWithoutAnAddress_WaitsForNothing()
    {
        await ReportAsync(mail: null);
        await AddressAsync([world.Manager], clear: true);
        await ReportAsync();

        await using var read = world.Open();
        Assert.Equal((2, 0), (await read.SafeguardingReports.CountAsync(), await read.OutgoingMails.CountAsync()));
    }

    [Fact]
    public async Task Take_EightWorkersAtOnce_OneGetsItAndAnotherOnlyWhenTheLeasePasses()
    {
        await ReportAsync();
        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => new MailQueue(world.Open, world.Clock).TakeAsync())));
        var first = Assert.Single(taken, t => t is not null)!;
        Assert.Equal(("priya.raman@example.org", 1), (first.Address, first.Attempt));

        world.Clock.Advance(MailQueue.Lease - TimeSpan.FromMinutes(1));
        Assert.Null(await queue.TakeAsync());
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = (await queue.TakeAsync())!;
        await queue.FailedAsync(first); // it was slow and lost the lease: it changes nothing any more
        await queue.SentAsync(second);
        await queue.SentAsync(first);

        await using var read = world.Open();
        var mail = await read.OutgoingMails.SingleAsync();
        Assert.Equal((world.Now, (DateTime?)null, 2), (mail.SentAtUtc, mail.NextAtUtc, mail.Attempts));
        Assert.Equal($"staff:{world.Manager:N}", (await read.AuditEvents.SingleAsync(e => e.Action == AuditAction.MailSent)).Subject);
        Assert.Null(await queue.TakeAsync());
    }

    [Fact]
    public async Task Fail_AgainAndAgain_WaitsLongerEachTimeAndIsGivenUpInTheEnd()
    {
        await ReportAsync();
        var waits = new List<double>();
        for (var attempt = 1; attempt <= OutgoingMail.MostAttempts; attempt++)
        {
            var mail = (await queue.TakeAsync())!;
            Assert.Equal(attempt, mail.Attempt);
            await queue.FailedAsync(mail);
            await using var db = world.Open();
            if (await db.OutgoingMails.Select(m => m.NextAtUtc).SingleAsync() is not { } next) continue;
            waits.Add((next - world.Now).TotalMinutes);
            world.Clock.Advance(next - world.Now);
        }

        Assert.Equal([1, 2, 4, 8, 16, 30, 30], waits.Take(7));
        Assert.Equal(OutgoingMail.MostAttempts - 1, waits.Count);
        Assert.Null(await queue.TakeAsync());
        await using var read = world.Open();
        Assert.Null((await read.OutgoingMails.SingleAsync()).SentAtUtc);
        Assert.Equal(1, await read.AuditEvents.CountAsync(e => e.Action == AuditAction.MailGivenUp));
    }

    [Fact]
    public async Task Take_ToSomeoneWhoLeft_DropsItAndGoesOnToTheNext()
    {
        await ReportAsync();
        await AddressAsync([world.Manager], clear: true);
        Assert.Null(await queue.TakeAsync());
        await AddressAsync(world.Manager);
        Assert.Null(await queue.TakeAsync()); // dropped for good
    }

    private async Task ReportAsync(Guid? key = null) => await ReportAsync(new MailSwitch(), key);

    private async Task ReportAsync(MailSwitch? mail, Guid? key = null)
    {
        await using var db = world.Open();
        await new SafeguardingService(db, new ChildAccess(db), new PolicyStore(db), mail).ReportAsync(world.As(world.Worker), maisie, new SafeguardingInput(key ?? Guid.NewGuid(), Sentence, world.Now));
    }

    private Task AddressAsync(params Guid[] people) => AddressAsync(people, clear: false);

    private async Task AddressAsync(Guid[] people, bool clear)
    {
        await using var db = world.Open();
        foreach (var person in await db.Users.Where(u => people.Contains(u.Id)).ToListAsync()) person.Email = clear ? null : $"{person.UserName}@example.org";
        db.Audit(world.As(null), AuditAction.AccountChanged);
        await db.SaveChangesAsync();
    }
}
