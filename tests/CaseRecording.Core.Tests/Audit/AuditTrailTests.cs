using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Data;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Tests.Auditing; // not Audit: that would hide the namespace under test

public sealed class AuditTrailTests
{
    private static readonly DateOnly Day = new(2026, 3, 1);

    public static TheoryData<AuditFilter, string> Filters => new()
    {
        { new AuditFilter(ChildId: 5), "IX_AuditEvents_ChildId_AtUtc" },
        { new AuditFilter(ChildId: 5, From: Day, To: Day), "IX_AuditEvents_ChildId_AtUtc" },
        { new AuditFilter(StaffId: Guid.NewGuid()), "IX_AuditEvents_StaffId_AtUtc" },
        { new AuditFilter(StaffId: Guid.NewGuid(), From: Day), "IX_AuditEvents_StaffId_AtUtc" },
        { new AuditFilter(Action: AuditAction.AccessRefused), "IX_AuditEvents_Action_AtUtc" },
        { new AuditFilter(Action: AuditAction.AccessRefused, To: Day), "IX_AuditEvents_Action_AtUtc" },
    };

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task Rows_OfAnyFilterAndPlace_AreOneRangeOfOneIndexUnsorted(AuditFilter filter, string index)
    {
        await using var world = await World.CreateAsync();
        await using AppDbContext sqlite = world.Open(), sqlServer = SqlServerCapture.Open(out _);
        foreach (var at in new[] { null, new TimeCursor(world.Now, 7, Newer: false), new TimeCursor(world.Now, 7, Newer: true) })
        {
            var plan = await PlanAsync(sqlite, new AuditTrail(sqlite).Rows(filter, [], at).Take(51));

            Assert.Contains(plan, step => step.StartsWith($"SEARCH a USING INDEX {index} (", StringComparison.Ordinal) && (at is null || step.Contains("AtUtc", StringComparison.Ordinal)));
            Assert.DoesNotContain(plan, step => step.Contains("TEMP B-TREE", StringComparison.Ordinal));
            Assert.Contains("ORDER BY [a].[AtUtc]", new AuditTrail(sqlServer).Rows(filter, [3], at).Take(51).ToQueryString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Read_ThatNoIndexLeadsTo_IsNotAnswered()
    {
        await using var world = await World.CreateAsync();
        await using var db = world.Open();
        await Assert.ThrowsAsync<ArgumentException>(() => new AuditTrail(db).ReadAsync(world.Manager, new AuditFilter(From: Day), null));
    }

    [Fact]
    public async Task Read_OverADay_TakesTheUkDay()
    {
        await using var world = await World.CreateAsync();
        await using var db = world.Open();
        foreach (var (day, hour) in new[] { (28, 22), (28, 23), (29, 22), (29, 23) }) // clocks go forward on the 29th
        {
            db.Audit(TestDatabase.As(world.Worker, new DateTime(2026, 3, day, hour, 30, 0, DateTimeKind.Utc)), AuditAction.Searched, subject: $"{day} {hour}");
        }

        await db.SaveChangesAsync();
        var page = await new AuditTrail(db).ReadAsync(world.Manager, new AuditFilter(StaffId: world.Worker, From: new DateOnly(2026, 3, 29), To: new DateOnly(2026, 3, 29)), null);

        Assert.Equal("29 22", page.Lines.Single().Subject);
    }

    [Fact]
    [Trait("Rule", "A-02")]
    public async Task Read_ByOneWithAConflict_A02_TellsNothingOfThatChild()
    {
        await using var world = await World.CreateAsync();
        var (child, other) = (await world.AddChildAsync(), await world.AddChildAsync());
        var auditor = await world.AddStaffAsync("Ines Cole", Role.Auditor);
        await using var db = world.Open();
        db.Conflicts.Add(new ConflictOfInterest { ChildId = child, StaffId = auditor, Reason = "Aunt", DeclaredAtUtc = world.Now });
        db.Audit(world.As(world.Manager), AuditAction.ConflictDeclared, child);
        await db.SaveChangesAsync();

        var page = await new AuditTrail(db).ReadAsync(auditor, new AuditFilter(StaffId: world.Manager), null);

        Assert.DoesNotContain(page.Lines, l => l.ChildId == child);
        Assert.Contains(page.Lines, l => l.ChildId == other);
    }

    private static async Task<List<string>> PlanAsync(AppDbContext db, IQueryable<AuditLine> query)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = query.CreateDbCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + command.CommandText;
        await using var reader = await command.ExecuteReaderAsync();
        var steps = new List<string>();
        while (await reader.ReadAsync()) steps.Add(reader.GetString(3));
        return steps;
    }
}

public sealed class AccessHistoryTests
{
    [Fact]
    [Trait("Rule", "A-04")]
    public async Task Read_AfterSeveralPeople_A04_TellsEachOnceWithTheLatestFirst()
    {
        await using var world = await World.CreateAsync();
        var (child, other) = (await world.AddChildAsync(), await world.AddChildAsync());
        await using var db = world.Open();
        foreach (var (who, action) in new[] { (world.Worker, AuditAction.Viewed), (world.Colleague, AuditAction.Viewed), (world.Worker, AuditAction.Viewed), (world.OtherWorker, AuditAction.AccessRefused) })
        {
            world.Clock.Advance(TimeSpan.FromMinutes(1));
            db.Audit(world.As(who), action, child);
            db.Audit(world.As(world.OtherManager), AuditAction.Viewed, other);
        }

        await db.SaveChangesAsync();
        var page = await History(db).ReadAsync(child, null);

        Assert.Equal(["Nia Rees", "Ellie Marsh", "Tom Bell", "Priya Raman"], page.Visitors.Select(v => v.Name));
        Assert.Equal([(0, 1), (2, 0), (1, 0), (0, 1)], page.Visitors.Select(v => (v.Views, v.Others)));
        Assert.Equal([world.Now.AddMinutes(-1), world.Now.AddMinutes(-3)], page.Visitors[1].Latest.Select(l => l.AtUtc));
        Assert.Null(page.Older);
        Assert.Null(await History(db).NameAsync(child, world.OtherManager));
    }

    [Fact]
    public async Task Latest_OnSqlServer_IsOneStatement()
    {
        await using var db = SqlServerCapture.Open(out _);
        Assert.Contains("<= 3", History(db).Latest(5, [Guid.NewGuid()]).ToQueryString(), StringComparison.Ordinal);
    }

    private static AccessHistoryQuery History(AppDbContext db) => new(db, new AuditTrail(db));
}
