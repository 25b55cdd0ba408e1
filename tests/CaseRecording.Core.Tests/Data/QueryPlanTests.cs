using System.Data.Common;
using System.Text.RegularExpressions;
using CaseRecording.Core.Access;
using CaseRecording.Core.Children;
using CaseRecording.Core.Corrections;
using CaseRecording.Core.Data;
using CaseRecording.Core.Plans;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Quality;
using CaseRecording.Core.Quality.Examples;
using CaseRecording.Core.Quality.Figures;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Safeguarding;
using CaseRecording.Core.Summaries;
using CaseRecording.Core.Supervision;
using CaseRecording.Core.Writing.Advising;
using CaseRecording.Core.Writing.Likeness;
using CaseRecording.Core.Writing.Lists;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CaseRecording.Core.Tests.Data;

/// <summary>Lists that people open all day read ranges of indexes: no step goes through a table that grows with the record.</summary>
public sealed partial class QueryPlanTests
{
    private static readonly string[] Growing = ["Recordings", "RecordingChildren", "RecordingVersions", "RecordingChildVersions", "RecordingParticipants", "Amendments", "AuditEvents", "Drafts", "Tasks", "Plans", "PlanGoals", "PlanSteps", "PlanChanges", "GoalEntries", "RecordingCauses", "Transfers", "Closures", "SafeguardingReports", "Corrections", "CorrectionSteps", "OutgoingMails", "Delegations", "EntrySignOffs", "RecordSamples", "RecordAudits", "AuditFindings", "RemedialActions", "Children", "ChildNames", "Identifiers", "People", "ChildPeople"];

    public static TheoryData<string> Lists => [.. Reads.Keys];

    private static Dictionary<string, Func<World, AppDbContext, int, Task>> Reads { get; } = new(StringComparer.Ordinal)
    {
        ["timeline"] = (_, db, child) => new TimelineQuery(db).ReadAsync(child, new TimelineFilter(), null),
        ["entry"] = (_, db, child) => new TimelineQuery(db).FindAsync(child, 1),
        ["my children"] = (w, db, _) => new MyWork(db, new ChildAccess(db)).ChildrenAsync(w.Worker),
        ["my entries"] = (w, db, _) => new MyWork(db, new ChildAccess(db)).UnfinishedAsync(w.Worker),
        ["my drafts"] = (w, db, _) => new MyDrafts(db, new ChildAccess(db), new PolicyStore(db)).ListAsync(w.As(w.Worker)),
        ["sign-off queue"] = (w, db, _) => new SignOffQueue(db, new ChildAccess(db)).ReadAsync(w.As(w.Manager)),
        ["delegations"] = (w, db, _) => new DelegationService(db).MineAsync(w.As(w.Worker)),
        ["team clocks"] = (w, db, _) => new TeamClocks(db, new ChildAccess(db), new PolicyStore(db)).ReadAsync(w.As(w.Manager), w.Team),
        ["samples of a team"] = (w, db, _) => TestKit.Audits.Query(db).SamplesAsync(w.As(w.Manager), w.Team, new TimeCursor(w.Now, 1, false)),
        ["one sample"] = async (w, db, _) => await TestKit.Audits.Query(db).SampleAsync(w.As(w.Manager), await w.DrawAsync()),
        ["my audits"] = (w, db, _) => TestKit.Audits.Query(db).MineAsync(w.As(w.Manager)),
        ["audits of a team"] = (w, db, _) => TestKit.Audits.Query(db).OfTeamAsync(w.As(w.Manager), w.Team),
        ["audits of a child"] = (_, db, child) => TestKit.Audits.Query(db).OfChildAsync(child),
        ["one audit"] = async (w, db, child) => await TestKit.Audits.Query(db).FindAsync(child, await w.DrawOneAsync(child)),
        ["discarded drafts"] = (w, db, _) => w.Drafts(db).DiscardedAsync(w.As(w.Worker)),
        ["left drafts"] = (w, db, _) => new LeftDrafts(db, new ChildAccess(db)).ListAsync(w.As(w.Manager), w.Team),
        ["my tasks"] = (w, db, _) => new TaskService(db, new ChildAccess(db)).MineAsync(w.As(w.Worker)),
        ["tasks to tell of"] = (_, db, child) => new TaskService(db, new ChildAccess(db)).ToTellOfAsync(child, 1),
        ["tasks of an entry"] = (_, db, child) => new TaskService(db, new ChildAccess(db)).OfEntryAsync(child, 1),
        ["my month"] = (w, db, _) => new MyWork(db, new ChildAccess(db)).NotFinalOfMonthAsync(w.Worker, new DateOnly(2026, 2, 1), new DateOnly(2026, 2, 28)),
        ["concerns of a team"] = (w, db, _) => new SafeguardingService(db, new ChildAccess(db), new PolicyStore(db)).OfTeamAsync(w.As(w.Manager), w.Team),
        ["concerns waiting"] = (w, db, _) => new SafeguardingService(db, new ChildAccess(db), new PolicyStore(db)).WaitingAsync(w.As(w.Manager)),
        ["concerns to acknowledge"] = (w, db, _) => new SafeguardingService(db, new ChildAccess(db), new PolicyStore(db)).ToAcknowledgeAsync(w.As(w.OtherWorker)),
        ["figures of teams"] = (w, db, _) => new TeamFigures(db, new ChildAccess(db), new PolicyStore(db)).ReadAsync(w.As(w.Manager), [w.Team]),
        ["children behind a figure"] = (w, db, _) => new TeamFigures(db, new ChildAccess(db), new PolicyStore(db)).RowsAsync(w.As(w.Manager), w.Team, Figure.VisitsUpToDate, new DateOnly(2026, 3, 1)),
        ["rows of a figure"] = (w, db, _) => new TeamFigures(db, new ChildAccess(db), new PolicyStore(db)).RowsAsync(w.As(w.Manager), w.Team, Figure.SignedOff, new DateOnly(2026, 3, 1), false, (w.Now, 1, 1)),
        ["corrections of a child"] = (w, db, child) => new CorrectionQuery(db, new ChildAccess(db)).OfChildAsync(child),
        ["corrections of an entry"] = (w, db, child) => new CorrectionQuery(db, new ChildAccess(db)).OfEntryAsync(child, 1),
        ["a correction"] = (w, db, child) => new CorrectionQuery(db, new ChildAccess(db)).FindAsync(child, 1),
        ["open corrections"] = (w, db, _) => new CorrectionQuery(db, new ChildAccess(db)).ListAsync(w.As(w.Worker), false, 1),
        ["decided corrections"] = (w, db, _) => new CorrectionQuery(db, new ChildAccess(db)).ListAsync(w.As(w.Worker), true, 1),
        ["mails waiting"] = (w, db, _) => new Core.Mail.MailQueue(() => db, w.Clock).TakeAsync(),
        ["my clocks"] = (w, db, _) => Quality.ClocksTests.Clocks(db).MineAsync(w.As(w.Worker)),
        ["clocks of a team"] = (w, db, _) => Quality.ClocksTests.Clocks(db).OfTeamAsync(w.As(w.Manager), w.Team),
        ["my concerns"] = (w, db, _) => new SafeguardingService(db, new ChildAccess(db), new PolicyStore(db)).MineAsync(w.Worker),
        ["concerns to record"] = (w, db, child) => new SafeguardingService(db, new ChildAccess(db), new PolicyStore(db)).ToRecordAsync(w.As(w.Worker), child, 1),
        ["concerns of an entry"] = (w, db, child) => new SafeguardingService(db, new ChildAccess(db), new PolicyStore(db)).OfEntryAsync(w.As(w.Worker), child, 1),
        ["names of other families"] = (w, db, child) => new AdviceService(db, new ChildAccess(db), new WordListCache(), new TwinFinder(db, new ChildAccess(db)))
            .AdviseAsync(w.As(w.Worker), new AdviceQuestion(child, RecordingKind.CaseNote, Guid.NewGuid(), null, new Dictionary<string, string[]>(StringComparer.Ordinal) { ["facts"] = ["Darren Pike rang."] })),
        ["current plans"] = (_, db, child) => new PlanQuery(db).CurrentAsync([child]),
        ["plans of a child"] = (_, db, child) => new PlanQuery(db).OfChildAsync(child),
        ["history of a plan"] = (_, db, child) => new PlanQuery(db).HistoryAsync(child, 1),
        ["entries that may have led to it"] = (_, db, child) => new CauseQuery(db).ToChooseAsync(child, RecordingKind.Supervision, 1, [2]),
        ["links of an entry"] = (_, db, child) => new CauseQuery(db).OfEntryAsync(child, 1),
        ["done for goals"] = (_, db, child) => new PlanActivity(db).OfGoalsAsync(child, [1, 2]),
        ["goals of a form"] = (_, db, child) => new PlanActivity(db).ChoicesAsync([child], 1),
        ["names of goals"] = (_, db, child) => new PlanActivity(db).NamesAsync(child, [1]),
        ["reviews held"] = (_, db, child) => new ReviewQuery(db, new PolicyStore(db)).HeldAsync(child),
        ["reviews due"] = (w, db, child) => new ReviewQuery(db, new PolicyStore(db)).DueAsync(child, w.Now),
        ["view of the plan"] = (_, db, child) => new ReviewQuery(db, new PolicyStore(db)).ViewAsync(child),
        ["my plans"] = (w, db, _) => new MyPlans(db, new ChildAccess(db)).MineAsync(w.As(w.Worker)),
        ["lines of a progress summary"] = (_, db, child) => ProgressDraft.LinesAsync(db, child, new DateOnly(2026, 1, 1), new DateOnly(2026, 3, 31)),
        ["my transfers"] = (w, db, _) => new TransferService(db, new ChildAccess(db)).MineAsync(w.Worker),
        ["transfers of a child"] = (_, db, child) => new TransferService(db, new ChildAccess(db)).OfChildAsync(child),
        ["papers of a child"] = (_, db, child) => new PapersQuery(db).ReadAsync(child),
        ["what is open at closing"] = (w, db, child) => w.Closing(db).ChecklistAsync(child),
        ["closings of a child"] = (w, db, child) => w.Closing(db).OfChildAsync(child),
        ["examples to read"] = (w, db, _) => new ExampleQuery(db, new ChildAccess(db)).WaitingAsync(w.As(w.Manager)),
        ["my examples"] = (w, db, _) => new ExampleQuery(db, new ChildAccess(db)).MineAsync(w.As(w.Worker)),
        ["search by number"] = (w, db, _) => new ChildSearch(db, new ChildAccess(db)).FindAsync(w.Worker, ChildSearchText.Parse("943 476 5919")),
        ["search by name"] = (w, db, _) => new ChildSearch(db, new ChildAccess(db)).FindAsync(w.Worker, ChildSearchText.Parse("thornley")),
    };

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Read_AList_ScansNoTableThatGrows(string list)
    {
        await using var world = await World.CreateAsync();
        var child = await world.AddChildAsync();
        var entry = await world.RecordAsync(world.Worker, Inputs.Visit(world.Now.AddHours(-2), child), finalise: false);
        await using (var drafting = world.Open()) await world.DraftAsync(drafting, world.Worker, child, entry);
        var plans = new Plans();
        await using var db = new SqliteAppDbContext(new DbContextOptionsBuilder<SqliteAppDbContext>().UseSqlite(world.Database.ConnectionString).AddInterceptors(plans).Options);

        await Reads[list](world, db, child);

        Assert.NotEmpty(plans.Steps);
        Assert.DoesNotContain(plans.Steps, s => s.Step.StartsWith("SCAN ", StringComparison.Ordinal) && !s.Step.Contains(" USING ", StringComparison.Ordinal) && Growing.Contains(s.Table));
    }

    [GeneratedRegex("(?:FROM|JOIN) \"(\\w+)\" AS \"(\\w+)\"", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Table();

    private sealed class Plans : DbCommandInterceptor
    {
        /// <summary>Each step with its table: one alias means another table in the next query.</summary>
        public List<(string Step, string Table)> Steps { get; } = [];

        public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            var aliases = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (Match m in Table().Matches(command.CommandText)) aliases[m.Groups[2].Value] = m.Groups[1].Value;
            var sql = command.CommandText;
            command.CommandText = "EXPLAIN QUERY PLAN " + sql;
            await using (var plan = await command.ExecuteReaderAsync(cancellationToken))
            {
                while (await plan.ReadAsync(cancellationToken))
                {
                    var step = plan.GetString(3);
                    var named = step.Split(' ').ElementAtOrDefault(1) ?? "";
                    Steps.Add((step, aliases.GetValueOrDefault(named, named)));
                }
            }

            command.CommandText = sql;
            return result;
        }
    }
}
