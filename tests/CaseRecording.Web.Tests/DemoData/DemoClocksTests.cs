using CaseRecording.Core;
using CaseRecording.Core.Access;
using CaseRecording.Core.Children;
using CaseRecording.Core.Data;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Quality;
using CaseRecording.Core.Recording;
using CaseRecording.TestKit;
using CaseRecording.Web.DemoData;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Tests.DemoData;

/// <summary>Whenever the program is first started, each team has something of everything on its page, and each worker in My work.</summary>
public sealed class DemoClocksTests
{
    /// <summary>Making a council takes long: a few days of the year, and more of them with assurance.</summary>
    public static TheoryData<string> Days =>
    [
        .. new[]
        {
            "2026-10-25 01:30", // the hour that comes twice
            "2027-01-01 00:20", // New Year's Day, in the night
            "2026-06-01 08:30", // a Monday, the first of the month
            "2026-03-29 12:00", // the clocks went forward
            "2026-02-13 16:45", // a Friday afternoon
        }.Take(Assurance.Times(usual: 2, full: 5)),
    ];

    [Theory]
    [MemberData(nameof(Days))]
    public async Task Seed_WhateverTheDay_SomethingIsDueInEveryTeam(string now)
    {
        var clock = new TestClock(DateTime.SpecifyKind(DateTime.Parse(now, System.Globalization.CultureInfo.InvariantCulture), DateTimeKind.Utc));
        await using var database = await TestDatabase.CreateAsync();
        await using var db = database.Open();
        var policies = new PolicyStore(db);
        await new DemoSeeder(db, new PasswordHasher<Staff>(), new ChildClocks(db, policies), clock).SeedAsync();
        db.ChangeTracker.Clear();

        Assert.False(await db.Recordings.AnyAsync(r => r.OccurredAtUtc > clock.NowUtc || r.WrittenAtUtc > clock.NowUtc || r.FinalisedAtUtc > clock.NowUtc));
        var missing = new List<string>();
        foreach (var team in await db.Teams.AsNoTracking().ToListAsync()) missing.AddRange((await TeamAsync(db, policies, team, clock.NowUtc)).Select(what => $"{team.Name}: {what}"));
        foreach (var worker in await db.Users.Where(u => u.Roles.Any(r => r.Role == Role.SocialWorker)).Select(u => new { u.Id, u.DisplayName }).ToListAsync())
        {
            var context = TestDatabase.As(worker.Id, clock.NowUtc);
            var drafts = await new MyDrafts(db, new ChildAccess(db), policies).ListAsync(context);
            var unfinished = await new MyWork(db, new ChildAccess(db)).UnfinishedAsync(worker.Id);
            if (drafts.Count == 0) missing.Add($"{worker.DisplayName}: a draft");
            if (!unfinished.Exists(e => e.State == RecordingState.Written)) missing.Add($"{worker.DisplayName}: an entry to finalise");
        }

        Assert.True(missing.Count == 0, string.Join("; ", missing));
    }

    private static async Task<IEnumerable<string>> TeamAsync(AppDbContext db, PolicyStore policies, Team team, DateTime nowUtc)
    {
        var access = new ChildAccess(db);
        var picture = await new TeamClocks(db, access, policies).ReadAsync(TestDatabase.As(team.ManagerId, nowUtc), team.Id);
        var own = db.Recordings.Where(r => r.Children.Any(c => db.Children.Any(k => k.Id == c.ChildId && k.TeamId == team.Id)));
        (string What, bool There)[] all =
        [
            ("an entry overdue to be final", picture.NotFinal.Count > 0),
            ("an entry written late", picture.WrittenLate.Count > 0),
            ("an entry to sign off", picture.Waiting.Count > 0),
            ("a child not seen", picture.NotSeen.Count > 0),
            ("a visit overdue", picture.VisitsOverdue.Count > 0),
            ("a visit due soon", picture.VisitsDue.Count > 0),
            ("a summary overdue", picture.SummariesOverdue.Count > 0),
            ("a summary due soon", picture.SummariesDue.Count > 0),
            ("an alert", (await new ManagerAlerts(db, access).ListAsync(team.ManagerId!.Value, team.Id)).Count > 0),
            ("an entry returned", await own.AnyAsync(r => r.State == RecordingState.Returned)),
            ("an entry amended", await own.AnyAsync(r => r.Amendments.Count > 0)),
            ("a restricted record", await db.Children.AnyAsync(c => c.TeamId == team.Id && c.IsRestricted)),
        ];
        return all.Where(a => !a.There).Select(a => a.What);
    }
}
