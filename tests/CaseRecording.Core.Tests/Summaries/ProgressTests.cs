using CaseRecording.Core.Children;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Summaries;
using CaseRecording.Core.Tests.Recording;
using CaseRecording.Core.Tests.Time;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Tests.Summaries;

public sealed class ProgressTests : IAsyncLifetime
{
    private static readonly PolicyHistory Defaults = new([]);
    private World world = null!;
    private int maisie;

    public async Task InitializeAsync()
    {
        world = await World.CreateAsync();
        maisie = await world.AddChildAsync();
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Theory, Trait("Rule", "S-05")]
    [InlineData("2026-01-14", "2026-04-14")]
    [InlineData("2025-11-30", "2026-02-28")]
    [InlineData("2027-11-29", "2028-02-29")]
    public void DueOn_AfterTheLastOne_S05_IsThreeMonthsLater(string last, string due)
    {
        Assert.Equal(Uk.Day(due), ProgressDraft.DueOn(Defaults, Uk.Day("2025-01-01"), Uk.Day(last)));
        Assert.Equal((false, true), (ProgressDraft.IsOverdue(Uk.Day(due), Uk.Day(due)), ProgressDraft.IsOverdue(Uk.Day(due), Uk.Day(due).AddDays(1))));
        Assert.Equal(Uk.Day("2027-04-01"), ProgressDraft.DueOn(Defaults, Uk.Day("2027-01-01"), Uk.Day("2026-12-31"))); // opened again since
        Assert.Equal(Uk.Day("2025-04-01"), ProgressDraft.DueOn(Defaults, Uk.Day("2025-01-01"), null));
    }

    [Theory, Trait("Rule", "S-05")]
    [InlineData("2026-03-29 23:59", null)]
    [InlineData("2026-03-30 00:00", "Progress summary overdue: it was due by 29 March 2026")] // 29 March by UTC, the clocks went forward that night
    public void LateLabel_AMinuteAroundMidnight_S05_CountsUkDays(string written, string? label) => Assert.Equal(label, ProgressDraft.LateLabel(Uk.Day("2026-03-29"), Uk.At(written)));

    [Fact, Trait("Rule", "S-05")]
    public async Task Compose_AnotherKind_S05_WritesNothing()
    {
        await using var db = world.Open();
        var visit = Inputs.Visit(world.Now.AddDays(-1), maisie);
        Assert.Same(visit, await ProgressDraft.ComposeAsync(db, visit));
    }

    [Fact, Trait("Rule", "S-05")]
    public async Task Finalise_AProgressSummary_S05_HoldsTheLinesOfFinalEntriesAndNothingElse()
    {
        var leo = await world.AddChildAsync("Leo Thornley");
        var visit = await world.RecordAsync(world.Worker, Inputs.Visit(world.Now.AddDays(-10), maisie, leo) with { LateReason = "Away" });
        var call = await world.RecordAsync(world.Worker, Inputs.Call(world.Now.AddDays(-9), maisie) with { LateReason = "Away" });
        await world.RecordAsync(world.Worker, Inputs.Call(world.Now.AddHours(-3), maisie), finalise: false);
        await world.RecordAsync(world.Worker, Inputs.Call(world.Now.AddHours(-3), leo));
        await world.RecordAsync(world.Worker, Inputs.Call(world.Now.AddDays(-40), maisie) with { LateReason = "Away" });
        await world.RecordAsync(world.Manager, Inputs.Supervision(world.Now.AddHours(-5), maisie));

        var id = await world.RecordAsync(world.Worker, Inputs.Progress(Day(-30), Day(0), maisie).With(maisie, c => c.With("activity", "Invented")));

        var own = await OwnAsync(id);
        Assert.Equal($"- 7 March 2026, home visit, child seen: After the school rang. To hear how the week has been [[entry:{visit}]]\n- 8 March 2026, telephone call: School about attendance. To agree who walks with you [[entry:{call}]]", own["activity"]);
        Assert.Equal("", own["planGoals"]);
        Assert.Contains("woken by someone", own["impact"], StringComparison.Ordinal);
    }

    [Fact, Trait("Rule", "S-05")]
    public async Task Finalise_LinesLeftOutAndGoals_S05_StandAsChosenAndAsThePlanHasThem()
    {
        var visit = await world.RecordAsync(world.Worker, Inputs.Visit(world.Now.AddDays(-10), maisie) with { LateReason = "Away" });
        var id = await world.RecordAsync(world.Worker, Inputs.Progress(Day(-30), Day(0), maisie).With(maisie, c => c with { LeftOut = [visit, 4711] }));
        var own = await OwnAsync(id);
        Assert.Equal(("", visit), (own["activity"], Assert.Single(own.LeftOut)));
    }

    [Fact, Trait("Rule", "S-05")]
    public async Task Lines_AtTheEdgesOfThePeriod_S05_CountUkDays()
    {
        async Task<long> CallAsync(string at) => await world.RecordAsync(world.Worker, Inputs.Call(Uk.At(at), maisie) with { LateReason = "Away" });
        await CallAsync("2026-02-28 23:59");
        var (first, last) = (await CallAsync("2026-03-01 00:00"), await CallAsync("2026-03-15 23:59"));
        await CallAsync("2026-03-16 00:00");
        await using var db = world.Open();
        Assert.Equal([first, last], (await ProgressDraft.LinesAsync(db, maisie, Uk.Day("2026-03-01"), Uk.Day("2026-03-15"))).Select(l => l.RecordingId));
        Assert.Empty(await ProgressDraft.LinesAsync(db, maisie, Uk.Day("2026-03-15"), Uk.Day("2026-03-01")));
    }

    [Fact, Trait("Rule", "S-05")]
    public async Task Finalise_WithoutThePeriodOrTheAnalysis_S05_AsksForThem()
    {
        var progress = Inputs.Progress(Day(-30), Day(0), maisie);
        Assert.Equal(["S-05 from", "S-05 to"], await world.TryAsync(progress with { Content = new() }));
        Assert.Equal(["S-05 to"], await world.TryAsync(progress with { Content = new() { PeriodFrom = Day(0), PeriodTo = Day(-1) } }));
        Assert.Equal(["S-05 to"], await world.TryAsync(progress with { Content = new() { PeriodFrom = Day(0), PeriodTo = Day(1) } }));
        Assert.Equal([$"S-05 child-{maisie}-impact"], await world.TryFinaliseAsync(progress.With(maisie, c => c.With("impact", " "))));
    }

    [Fact, Trait("Rule", "S-05")]
    public async Task Finalise_AfterTheDueDay_S05_IsLabelledAndTheNextIsDueThreeMonthsOn()
    {
        var first = await world.RecordAsync(world.Worker, Inputs.Progress(Day(-90), Day(0), maisie)); // opened 17 December: due today
        world.Clock.NowUtc = Uk.At("2026-06-18 09:00");
        var second = await world.RecordAsync(world.Worker, Inputs.Progress(Day(-90), Day(0), maisie));
        await using var db = world.Open();
        async Task<IEnumerable<string>> LabelsAsync(long id) => (await new TimelineQuery(db).FindAsync(maisie, id))!.Facts.Labels(world.Now).Select(l => l.Text);
        Assert.DoesNotContain(await LabelsAsync(first), l => l.StartsWith("Progress", StringComparison.Ordinal));
        Assert.Contains("Progress summary overdue: it was due by 17 June 2026", await LabelsAsync(second));
        Assert.Equal(Uk.Day("2026-09-18"), (await db.Children.SingleAsync()).ProgressSummaryDueOn);
        Assert.Equal(0, await new ChildClocks(db, new PolicyStore(db)).RecomputeAllAsync(world.Now));
        Assert.Equal([second, first], (await new PapersQuery(db).ReadAsync(maisie)).Papers.Select(p => p.RecordingId));
    }

    [Theory]
    [InlineData(RecordingKind.ProgressSummary)]
    [InlineData(RecordingKind.TransferSummary)]
    [InlineData(RecordingKind.ClosingSummary)]
    public async Task Form_WrittenAndReadBack_SaysTheSame(RecordingKind kind)
    {
        var input = kind switch { RecordingKind.ProgressSummary => Inputs.Progress(Day(-9), Day(0), maisie), RecordingKind.TransferSummary => Inputs.TransferSummary(maisie), _ => Inputs.ClosingSummary(maisie) };
        var id = await world.RecordAsync(world.Worker, input, finalise: false);
        await using var db = world.Open();
        var entry = await db.Recordings.Include(r => r.Children).Include(r => r.Versions).ThenInclude(v => v.Children).SingleAsync(r => r.Id == id);
        Assert.Equal(kind.Label(), entry.Title);
        var read = RecordingForm.Read(kind, maisie, FormWriter.Fields(entry, entry.Versions[0]), new Dictionary<int, KnownPerson>());
        Assert.Empty(read.Troubles);
        Assert.Equal((input.Content.PeriodFrom, input.Content.PeriodTo), (read.Input.Content.PeriodFrom, read.Input.Content.PeriodTo));
        Assert.Equal(input.Content.HandOver, read.Input.Content.HandOver);
        Assert.Equal(input.Children[maisie].Fields, read.Input.Children[maisie].Fields);
        Assert.Equal(kind, RecordingForm.KindOf(RecordingForm.FormOf(kind)));
    }

    private DateOnly Day(int days) => Core.Time.LondonTime.DateOf(world.Now).AddDays(days);

    private async Task<ChildContent> OwnAsync(long id)
    {
        await using var db = world.Open();
        return await db.RecordingVersions.Where(v => v.RecordingId == id).SelectMany(v => v.Children).Select(c => c.Content).SingleAsync();
    }
}
