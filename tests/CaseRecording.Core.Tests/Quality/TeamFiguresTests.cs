using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Data;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Quality.Figures;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Time;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Tests.Quality;

/// <summary>Every figure against the rows it comes from, counted here a second time and in another way. Today is Tuesday 17 March 2026.</summary>
public sealed class TeamFiguresTests : IAsyncLifetime
{
    private static readonly DateTime Now = new(2026, 3, 17, 14, 0, 0, DateTimeKind.Utc);
    private World world = null!;
    private int[] children = [];

    public async Task InitializeAsync()
    {
        world = await World.CreateAsync();
        children = [await world.AddChildAsync("Maisie Thornley"), await world.AddChildAsync("Jay Lister"), await world.AddChildAsync("Ada Brook")];
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task Read_AQuarterOfWork_EveryNumberIsThatOfTheRows()
    {
        await WorkAsync();
        await using var db = world.Open();
        var trends = await Figures(db).ReadAsync(world.As(world.Manager), [world.Team]);
        var links = await db.RecordingChildren.AsNoTracking().Include(c => c.Recording).Include(c => c.Recording.Versions).ThenInclude(v => v.Children).ToListAsync();

        foreach (var figure in Enum.GetValues<Figure>().Where(f => !FigureDefinition.Of(f).Standing))
        {
            var trend = trends.Single(t => t.Definition.Figure == figure);
            Assert.Equal(TeamFigures.Months, trend.Months.Count);
            foreach (var month in trend.Months)
            {
                var counted = links.Where(l => Again(figure, l) is { } again && UkMonth(again.At) == month.Month).ToList();
                Assert.Equal((figure, month.Month, counted.Count), (figure, month.Month, month.Counted));
                Assert.Equal((figure, month.Month, counted.Count(l => Again(figure, l)!.Value.Met)), (figure, month.Month, month.Met));
                var rows = await Figures(db).RowsAsync(world.As(world.Manager), world.Team, figure, month.Month);
                Assert.Equal(counted.Select(l => (l.RecordingId, l.ChildId)).Order(), rows.Rows.Select(r => (r.RecordingId, r.ChildId)).Order());
            }

            // Neither all nor none, or the test would not see a wrong condition.
            Assert.InRange(trend.Whole.Met, 1, trend.Whole.Counted - 1);
        }
    }

    [Theory]
    [InlineData("2026-01-31T23:59:59Z", 1)]
    [InlineData("2026-02-01T00:00:00Z", 2)]
    [InlineData("2025-06-30T22:59:00Z", 6)]
    [InlineData("2025-06-30T23:00:00Z", 7)] // midnight in London, an hour ahead in summer
    public async Task Read_AtTheTurnOfAMonth_CountsByUkTime(string at, int month)
    {
        var when = DateTime.Parse(at, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AdjustToUniversal);
        await RecordAsync(Inputs.Call(when, children[0]) with { HistoryReason = "From the paper file" }, Now.AddHours(-1), false);
        await using var db = world.Open();
        var written = (await Figures(db).ReadAsync(world.As(world.Manager), [world.Team])).Single(t => t.Definition.Figure == Figure.WrittenInTime);
        Assert.Equal(month, Assert.Single(written.Months, m => m.Counted == 1).Month.Month);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task SignedOff_AroundTheSeventhDay_CountsToTheLastInstant(int minutes, bool met)
    {
        var final = Now.AddDays(-20);
        await RecordAsync(Inputs.Visit(final.AddHours(-2), children[0]), final, true);
        await using (var change = world.Open())
        {
            var entry = await change.Recordings.SingleAsync();
            world.Clock.NowUtc = entry.FinalisedAtUtc!.Value.AddDays(FigureDefinition.SignOffDays).AddMinutes(minutes);
            await world.Recordings(change).SignOffAsync(world.As(world.Manager), entry.Id, entry.Version, Inputs.AllMet);
            world.Clock.NowUtc = Now;
        }

        await using var db = world.Open();
        var row = Assert.Single((await Figures(db).RowsAsync(world.As(world.Manager), world.Team, Figure.SignedOff, new DateOnly(2026, 2, 1))).Rows);
        Assert.Equal(met, row.Met);
    }

    [Fact]
    [Trait("Rule", "A-02")]
    public async Task Read_WhatIsHiddenFromTheManager_A02_IsInNoNumber()
    {
        await RecordAsync(Inputs.Call(Now.AddDays(-1), children[0]), Now.AddHours(-20), true);
        await using (var change = world.Open())
        {
            (await change.Children.SingleAsync(c => c.Id == children[0])).IsRestricted = true;
            change.Audit(world.As(world.Manager), AuditAction.ConflictDeclared, children[0]);
            await change.SaveChangesAsync();
        }

        await using var db = world.Open();
        Assert.All((await Figures(db).ReadAsync(world.As(world.Manager), [world.Team])).Where(t => !t.Definition.Standing), t => Assert.Equal(0, t.Whole.Counted));
        Assert.Empty((await Figures(db).RowsAsync(world.As(world.Manager), world.Team, Figure.WrittenInTime, new DateOnly(2026, 3, 1))).Rows);
    }

    [Fact]
    [Trait("Rule", "A-01")]
    public async Task Rows_ForASeniorManagerOfNoTeam_A01_CountButTellNoTitle()
    {
        await RecordAsync(Inputs.Call(Now.AddDays(-1), children[0]), Now.AddHours(-20), true);
        var senior = await world.AddStaffAsync("Hana Osei", Role.SeniorManager);
        await using var db = world.Open();
        var march = new DateOnly(2026, 3, 1);
        Assert.Null(Assert.Single((await Figures(db).RowsAsync(world.As(senior), world.Team, Figure.WrittenInTime, march)).Rows).Title);
        Assert.Null(Assert.Single(await Figures(db).ExportAsync(world.As(senior), world.Team, Figure.WrittenInTime, march)).Title);
        Assert.Equal("School about attendance", Assert.Single((await Figures(db).RowsAsync(world.As(world.Manager), world.Team, Figure.WrittenInTime, march)).Rows).Title);
    }

    [Fact]
    public async Task Rows_MoreThanAPage_GoOnWhereThePageEnded()
    {
        for (var i = 0; i <= TeamFigures.PageSize; i++) await RecordAsync(Inputs.Call(Now.AddHours(-30), children[0]), Now.AddHours(-29), false);
        await using var db = world.Open();
        var (figures, march) = (Figures(db), new DateOnly(2026, 3, 1));
        var first = await figures.RowsAsync(world.As(world.Manager), world.Team, Figure.WrittenInTime, march);
        var last = first.Rows[^1];
        var second = await figures.RowsAsync(world.As(world.Manager), world.Team, Figure.WrittenInTime, march, before: (last.AtUtc, last.RecordingId, last.ChildId));

        Assert.True(first.HasMore);
        Assert.False(second.HasMore);
        Assert.Equal(TeamFigures.PageSize + 1, first.Rows.Concat(second.Rows).Select(r => r.RecordingId).Distinct().Count());
        Assert.Empty((await figures.RowsAsync(world.As(world.Manager), world.Team, Figure.WrittenInTime, march, met: false)).Rows);
    }

    [Fact]
    [Trait("Rule", "A-03")]
    public async Task Export_OfRows_A03_IsAuditedWithItsNumbersAndNoName()
    {
        await RecordAsync(Inputs.Call(Now.AddDays(-1), children[0]), Now.AddHours(-20), true);
        await using var db = world.Open();
        Assert.Single(await Figures(db).ExportAsync(world.As(world.Manager), world.Team, Figure.WrittenInTime, new DateOnly(2026, 3, 1)));
        var audited = await db.AuditEvents.SingleAsync(a => a.Action == AuditAction.ListExported);
        Assert.Equal((world.Manager, $"WrittenInTime team:{world.Team} month:2026-03 rows:1"), (audited.StaffId, audited.Subject));
    }

    /// <summary>When and whether a row counts, from the entry's own facts.</summary>
    private static (DateTime At, bool Met)? Again(Figure figure, RecordingChild l)
    {
        var (entry, at) = (l.Recording, l.OccurredAtUtc);
        var visit = entry.Kind == RecordingKind.Visit;
        switch (figure)
        {
            case Figure.WrittenInTime: return (at, entry.WrittenAtUtc - (entry.EndedAtUtc ?? at) <= TimeSpan.FromHours(24));
            case Figure.FinalisedInTime:
                var end = (entry.FinalisedAtUtc ?? Now) - (entry.EndedAtUtc ?? at) <= TimeSpan.FromHours(72);
                return entry.FinalisedAtUtc is null && end ? null : (at, entry.FinalisedAtUtc is not null && end);
            case Figure.Seen: return visit && l.Seen is { } seen ? (at, seen) : null;
            case Figure.SeenAlone: return visit && l.Seen == true ? (at, l.Alone == true) : null;
            case Figure.BedroomSeen: return visit && l.Seen == true && l.Bedroom is (Bedroom.Yes or Bedroom.No) ? (at, l.Bedroom == Bedroom.Yes) : null;
            case Figure.ChildHeard: return visit && l.Seen == true ? (at, entry.Versions[^1].Children.Single(c => c.ChildId == l.ChildId).Content["views"] is { Length: > 0 }) : null;
            case Figure.SignedOff:
                if (!visit || entry.FinalisedAtUtc is not { } final) return null;
                if (entry.SignedOffAtUtc is not { } signed) return Now - final > TimeSpan.FromDays(7) ? (final, false) : null;
                return (final, signed - final <= TimeSpan.FromDays(7));
            default:
                var kind = figure == Figure.Supervised ? RecordingKind.Supervision : RecordingKind.ProgressSummary;
                return entry.Kind == kind && l.DueOn is { } due ? (at, LondonTime.DateOf(at) <= due) : null;
        }
    }

    private static DateOnly UkMonth(DateTime utc) => new(LondonTime.DateOf(utc).Year, LondonTime.DateOf(utc).Month, 1);

    private async Task WorkAsync()
    {
        for (var i = 0; i < 48; i++)
        {
            var at = Now.AddHours(-3 - (i * 41));
            var child = children[i % 3];
            var input = i % 4 == 3 ? Inputs.Call(at, child) : Inputs.Visit(at, child);
            if (input.Kind == RecordingKind.Visit)
            {
                var content = i % 5 == 0 ? Inputs.NotSeen() : Inputs.Seen();
                if (i % 7 == 1) content = NotAlone(content);
                input = input with { Children = new Dictionary<int, ChildContent> { [child] = content } };
            }

            var written = at.AddHours(1 + (i * 11 % 90));
            await RecordAsync(input with { LateReason = "The system was down" }, written > Now ? Now : written, i % 3 != 1, i % 6 == 0 ? TimeSpan.FromDays(i % 4 == 0 ? 2 : 9) : null);
        }

        foreach (var days in new[] { 80, 60, 20 })
            await RecordAsync(Inputs.Supervision(Now.AddDays(-days), children[0]) with { LateReason = "The system was down" }, Now.AddDays(-days).AddHours(1), true, author: world.Manager);
        foreach (var days in new[] { 5, -5 }) // due on the ninetieth day, which is today
        {
            var (day, child) = (DateOnly.FromDateTime(Now.AddDays(-days)), days == 5 ? children[0] : children[1]);
            await RecordAsync(Inputs.Progress(day.AddMonths(-3), day, child), Now.AddDays(-days).AddHours(1), true);
        }
    }

    private static ChildContent NotAlone(ChildContent content)
    {
        SortedDictionary<string, string> fields = new(content.Fields, StringComparer.Ordinal) { ["whyNotAlone"] = "Your mum stayed with us" };
        fields.Remove("views");
        return content with { Alone = false, Bedroom = Bedroom.No, Fields = fields };
    }

    private async Task RecordAsync(RecordingInput input, DateTime at, bool finalise, TimeSpan? signedAfter = null, Guid? author = null)
    {
        world.Clock.NowUtc = at;
        var id = await world.RecordAsync(author ?? world.Worker, input, finalise);
        if (signedAfter is { } after && finalise && at + after <= Now)
        {
            await using var db = world.Open();
            var entry = await db.Recordings.SingleAsync(r => r.Id == id);
            world.Clock.NowUtc = at + after;
            if (entry.NeedsSignOff) await world.Recordings(db).SignOffAsync(world.As(world.Manager), id, entry.Version, Inputs.AllMet);
        }

        world.Clock.NowUtc = Now;
    }

    private static TeamFigures Figures(AppDbContext db) => new(db, new ChildAccess(db), new PolicyStore(db));
}
