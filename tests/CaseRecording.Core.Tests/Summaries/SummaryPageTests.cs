using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Children;
using CaseRecording.Core.People;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Summaries;
using CaseRecording.Core.Time;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Tests.Summaries;

/// <summary>The one page about a child: written, read, reviewed (S-01 to S-04).</summary>
public sealed class SummaryPageTests
{
    [Fact, Trait("Rule", "S-01")]
    public async Task Read_ANumberChangedInPeople_S01_StandsOnThePageAtOnce()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        var mother = await world.AddPersonAsync(maisie, "Jean Thornley", "Mother", parentalResponsibility: true);
        await world.AddPersonAsync(maisie, "Neighbour Nell", "Neighbour");
        await KeyContactAsync(world, mother, "01632 960001");
        Assert.Equal([("Jean Thornley", "01632 960001")], (await ReadAsync(world, maisie)).Contacts.Select(c => (c.Name, c.Telephone)));
        await KeyContactAsync(world, mother, "01632 960002");
        Assert.Equal("01632 960002", Assert.Single((await ReadAsync(world, maisie)).Contacts).Telephone);
    }

    [Fact, Trait("Rule", "S-01")]
    public async Task Save_ANewVersion_S01_TheOldOneIsKeptAndReadable()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        var first = await world.RecordAsync(world.Worker, Summary(maisie, based: 0, penPicture: "You like newts."));
        world.Clock.Advance(TimeSpan.FromDays(40));
        var second = await world.RecordAsync(world.Colleague, Summary(maisie, based: 1, penPicture: "You like newts and toads."));

        var page = await ReadAsync(world, maisie);
        Assert.Equal("You like newts and toads.", page.Content!["penPicture"]);
        Assert.Equal([(second, "Tom Bell"), (first, "Ellie Marsh")], page.Versions.Select(v => (v.RecordingId, v.Author)));
        Assert.Equal([world.Now, world.Now.AddDays(-40)], page.Versions.Select(v => v.WrittenAtUtc));
        await using var db = world.Open();
        var old = await db.RecordingVersions.Include(v => v.Children).SingleAsync(v => v.RecordingId == first);
        Assert.Equal("You like newts.", old.Children[0].Content["penPicture"]);
    }

    [Fact, Trait("Rule", "S-01")]
    public async Task Save_ThingsMissing_S01_EachIsAskedForAtItsField()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => world.RecordAsync(world.Worker, Summary(maisie, 0, " ") with
        {
            Children = new Dictionary<int, ChildContent> { [maisie] = new() },
        }));
        Assert.Equal([$"child-{maisie}-penPicture S-01", $"child-{maisie}-situation S-01", $"child-{maisie}-safetyPlan S-01"], refused.Violations.Select(v => $"{v.Field} {v.Rule.Code}"));
    }

    [Theory, Trait("Rule", "S-01")]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task Save_MoreThanAPage_S01_IsRefusedAtTheLongestPart(int over, bool fits)
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        var input = Summary(maisie, 0, "");
        var rest = input.Children[maisie].Fields.Values.Sum(t => t.Length);
        input.Children[maisie].Fields["penPicture"] = new string('n', SummaryRules.MostCharacters - rest + over);
        var refused = await Record.ExceptionAsync(() => world.RecordAsync(world.Worker, input));
        Assert.Equal(fits, refused is null);
        if (!fits) Assert.Equal($"child-{maisie}-penPicture", Assert.Single(Assert.IsType<RuleViolationException>(refused).Violations).Field);
    }

    [Fact, Trait("Rule", "S-01")]
    public async Task Save_WrittenOverAnOlderOne_S01_IsNotTaken()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        await world.RecordAsync(world.Worker, Summary(maisie, 0, "The first."));
        await Assert.ThrowsAsync<EditedMeanwhileException>(() => world.RecordAsync(world.Colleague, Summary(maisie, 0, "Over nothing.")));
        Assert.Equal("The first.", (await ReadAsync(world, maisie)).Content!["penPicture"]);
    }

    [Fact, Trait("Rule", "S-01")]
    public async Task Save_DatedByTheMomentItIsMade_S01_IsNeverLate()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        var id = await world.RecordAsync(world.Worker, Summary(maisie, 0, "You like newts.") with { Date = new DateOnly(2026, 2, 1), StartTime = new TimeOnly(9, 0) });
        await using var db = world.Open();
        var made = await db.Recordings.SingleAsync(r => r.Id == id);
        Assert.Equal((world.Now, false, false, "Case note summary"), (made.OccurredAtUtc, made.WrittenLate, made.FinalisedLate, made.Title));
    }

    [Fact, Trait("Rule", "S-02")]
    public async Task Finalise_AnEntryWhoseAuthorTicksAChange_S02_BringsTheReviewForward()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        await world.RecordAsync(world.Worker, Summary(maisie, 0, "You like newts."));
        world.Clock.Advance(TimeSpan.FromDays(10));
        var call = Inputs.Call(world.Now.AddHours(-1), maisie);
        await world.RecordAsync(world.Worker, call with { Children = new Dictionary<int, ChildContent> { [maisie] = Inputs.Seen() }, IsSignificant = true });
        Assert.Equal(SummaryDueReason.Review, (await ReadAsync(world, maisie)).Due!.Reason); // an event alone is no change
        await world.RecordAsync(world.Worker, call with { Content = call.Content with { SignificantChange = true } });
        var page = await ReadAsync(world, maisie);
        Assert.Equal((new SummaryDue(world.Today().AddDays(3), SummaryDueReason.SignificantChange), world.Today()), (page.Due, page.ChangedOn!.Value));
    }

    [Fact, Trait("Rule", "S-03")]
    public async Task Confirm_AfterAChange_S03_NeedsASentence()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        await world.RecordAsync(world.Worker, Summary(maisie, 0, "You like newts."));
        world.Clock.Advance(TimeSpan.FromDays(10));
        await world.RecordAsync(world.Manager, Inputs.Decision(world.Now.AddHours(-1), maisie));
        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => ConfirmAsync(world, maisie, "no"));
        Assert.Equal("sentence S-03", Assert.Single(refused.Violations.Select(v => $"{v.Field} {v.Rule.Code}")));
        await ConfirmAsync(world, maisie, "The move to Nan was in the summary already.");
        var page = await ReadAsync(world, maisie);
        Assert.Equal((SummaryDueReason.Review, null), (page.Due!.Reason, page.ChangedOn));
        await using var db = world.Open();
        Assert.Equal([null, world.Now], await db.SummaryReviews.OrderBy(r => r.Id).Select(r => r.ChangedAtUtc).ToListAsync());
    }

    [Fact, Trait("Rule", "S-02")]
    public async Task Save_ANewVersionAfterAChange_S02_RemembersWhatItAnswers()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        await world.RecordAsync(world.Worker, Summary(maisie, 0, "You like newts."));
        world.Clock.Advance(TimeSpan.FromDays(10));
        await world.RecordAsync(world.Manager, Inputs.Decision(world.Now.AddHours(-1), maisie));
        var changed = world.Now;
        world.Clock.Advance(TimeSpan.FromDays(1));
        await world.RecordAsync(world.Worker, Summary(maisie, 1, "You live with Nan."));
        await using var db = world.Open();
        Assert.Equal([null, changed], await db.SummaryReviews.OrderBy(r => r.Id).Select(r => r.ChangedAtUtc).ToListAsync());
    }

    [Fact, Trait("Rule", "S-03")]
    public async Task Confirm_OnAPageOpenedBeforeANewVersion_S03_IsStale()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        await world.RecordAsync(world.Worker, Summary(maisie, 0, "You like newts."));
        var opened = (await ReadAsync(world, maisie)).Opened;
        await world.RecordAsync(world.Colleague, Summary(maisie, 1, "You like toads."));
        await using var db = world.Open();
        var service = new SummaryService(db, new ChildAccess(db), new ChildClocks(db, new PolicyStore(db)));
        await Assert.ThrowsAsync<EditedMeanwhileException>(() => service.ConfirmAsync(world.As(world.Worker), maisie, opened, null));
    }

    [Theory, Trait("Rule", "S-04")]
    [InlineData(0, "Written 17 March 2026, today, by Ellie Marsh")]
    [InlineData(1, "Written 17 March 2026, 1 day ago, by Ellie Marsh")]
    [InlineData(75, "Written 17 March 2026, 75 days ago, by Ellie Marsh")]
    public async Task Age_OfTheSummary_S04_IsSaidInDays(int days, string age)
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        Assert.Equal("No summary has been written yet", (await ReadAsync(world, maisie)).Age(world.Today()));
        await world.RecordAsync(world.Worker, Summary(maisie, 0, "You like newts."));
        world.Clock.Advance(TimeSpan.FromDays(days));
        Assert.Equal(age, (await ReadAsync(world, maisie)).Age(world.Today()));
        if (days == 0) return;
        await ConfirmAsync(world, maisie, null);
        Assert.Equal($"{age}. Confirmed {LondonTime.FormatDate(world.Today())}, today", (await ReadAsync(world, maisie)).Age(world.Today()));
    }

    private static RecordingInput Summary(int child, int based, string penPicture) => new()
    {
        Kind = RecordingKind.CaseNoteSummary,
        BasedOnVersion = based,
        Content = new RecordingContent(),
        Children = new Dictionary<int, ChildContent>
        {
            [child] = new() { Fields = Inputs.Fields(("penPicture", penPicture), ("situation", "You live with your nan."), ("safetyPlan", "Ring Nan first.")) },
        },
    };

    private static async Task<SummaryPage> ReadAsync(World world, int child)
    {
        await using var db = world.Open();
        return await new SummaryQuery(db, new PolicyStore(db)).ReadAsync(child);
    }

    private static async Task ConfirmAsync(World world, int child, string? sentence)
    {
        await using var db = world.Open();
        var service = new SummaryService(db, new ChildAccess(db), new ChildClocks(db, new PolicyStore(db)));
        await service.ConfirmAsync(world.As(world.Worker), child, (await ReadAsync(world, child)).Opened, sentence);
    }

    private static async Task KeyContactAsync(World world, int personId, string telephone)
    {
        await using var db = world.Open();
        var link = await db.ChildPeople.Include(p => p.Person).SingleAsync(p => p.PersonId == personId);
        (link.IsKeyContact, link.Person.Telephone) = (true, telephone);
        db.Audit(world.As(world.Worker), AuditAction.PersonChanged, link.ChildId);
        await db.SaveChangesAsync();
    }
}

internal static class WorldDays
{
    public static DateOnly Today(this World world) => LondonTime.DateOf(world.Now);
}
