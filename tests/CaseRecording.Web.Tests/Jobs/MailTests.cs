using System.Net;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Mail;
using CaseRecording.TestKit;
using CaseRecording.Web.Hosting;
using CaseRecording.Web.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseRecording.Web.Tests.Jobs;

/// <summary>From the sentence on the form to the mail server and no further than a link (T-05, A-08).</summary>
public sealed class MailTests : IAsyncLifetime
{
    private const string Sentence = "A fresh burn on the left hand; safe at school now.";
    private readonly MailServer server = new();
    private readonly WebWorld web = new();

    private World World => web.World;

    public async Task InitializeAsync()
    {
        await web.InitializeAsync();
        await using var db = World.Open();
        foreach (var person in await db.Users.ToListAsync()) person.Email = $"{person.UserName}@example.org";
        db.Audit(World.As(null), AuditAction.AccountChanged);
        await db.SaveChangesAsync();
    }

    public async Task DisposeAsync()
    {
        await ((IAsyncLifetime)web).DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    [Trait("Rule", "A-08")]
    public async Task Report_WithAMailServer_A08_ReachesTheManagerAsASentenceAndALink()
    {
        var worker = WithMail();
        await ReportAsync("Tilly Orme");

        Assert.Equal(1, await worker.RunAsync(default));

        var (to, text) = Assert.Single(server.Taken);
        Assert.Equal("priya.raman@example.org", to);
        Assert.Contains("https://records.example.org/team#safeguarding", text, StringComparison.Ordinal);
        Assert.Contains("From: records@example.org", text, StringComparison.Ordinal);
        foreach (var secret in new[] { "Tilly", "Orme", "burn", "Priya Raman", "Ellie", "Marsh", "school", Environment.MachineName }) Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(0, await worker.RunAsync(default));
    }

    [Fact]
    [Trait("Rule", "T-05")]
    public async Task Report_WhileTheServerIsDown_T05_IsSavedAtOnceAndTheMailGoesLater()
    {
        var worker = WithMail();
        server.TurnsAway = true;
        await ReportAsync("Ned Orme");
        Assert.Equal(0, await worker.RunAsync(default));
        server.TurnsAway = false;
        Assert.Equal(0, await worker.RunAsync(default)); // not before its time
        World.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(1, await worker.RunAsync(default));

        Assert.Single(server.Taken);
        await using var db = World.Open();
        Assert.Equal((2, World.Now), await db.OutgoingMails.Select(m => new ValueTuple<int, DateTime?>(m.Attempts, m.SentAtUtc)).SingleAsync());
    }

    [Fact]
    public async Task Report_WhenNobodyListens_IsSavedAndTheMailIsKept()
    {
        var worker = WithMail();
        await server.DisposeAsync();
        await ReportAsync("Una Orme");

        Assert.Equal(0, await worker.RunAsync(default));

        await using var db = World.Open();
        Assert.Equal((1, World.Now.AddMinutes(1)), await db.OutgoingMails.Select(m => new ValueTuple<int, DateTime?>(m.Attempts, m.NextAtUtc)).SingleAsync());
    }

    [Fact]
    public async Task Report_WithoutAMailServer_KeepsNothingToSend()
    {
        await ReportAsync("Ivy Orme");

        Assert.Null(web.Services.GetService<MailWorker>());
        await using var db = World.Open();
        Assert.Equal((1, 0), (await db.SafeguardingReports.CountAsync(), await db.OutgoingMails.CountAsync()));
    }

    [Theory]
    [InlineData("records", "https://records.example.org", "StartTls", 587, null, "Set Mail:From")]
    [InlineData("records@example.org", null, "StartTls", 587, null, "Set Mail:Site")]
    [InlineData("records@example.org", "http://records.example.org", "StartTls", 587, null, "Set Mail:Site")]
    [InlineData("records@example.org", "https://records.example.org", "perhaps", 587, null, "Mail:Tls is ‘perhaps’")]
    [InlineData("records@example.org", "https://records.example.org", "Implicit", 70000, null, "Mail:Port is 70000")]
    [InlineData("records@example.org", "https://records.example.org", "None", 25, "records", "Mail:Tls is None")]
    public void Check_OfSettingsThatCannotWork_StopsWithASentence(string from, string? site, string tls, int port, string? user, string says) =>
        Assert.StartsWith(says, Assert.Throws<SettingException>(() => new MailOptions { Host = "mail", From = from, Site = site, Tls = tls, Port = port, User = user }.Check(isDevelopment: false)).Message, StringComparison.Ordinal);

    private void Configure()
    {
        web.Settings["Mail:Host"] = IPAddress.Loopback.ToString();
        web.Settings["Mail:Port"] = $"{server.Port}";
        web.Settings["Mail:Tls"] = "None";
        web.Settings["Mail:From"] = "records@example.org";
        web.Settings["Mail:Site"] = "https://records.example.org";
    }

    /// <summary>With a worker of the test's own: the program's looks only every few seconds.</summary>
    private MailWorker WithMail()
    {
        Configure();
        web.Replace = services => services.Remove(services.Single(s => s.ServiceType == typeof(Microsoft.Extensions.Hosting.IHostedService) && s.ImplementationFactory?.Method.ReturnType == typeof(MailWorker)));
        return web.Services.GetRequiredService<MailWorker>();
    }

    private async Task ReportAsync(string name)
    {
        var child = await World.AddChildAsync(name);
        var worker = await web.SignInAsync(World.Worker);
        await worker.FillIn($"/children/{child}/safeguarding/new", ("sentence", Sentence));
    }
}
