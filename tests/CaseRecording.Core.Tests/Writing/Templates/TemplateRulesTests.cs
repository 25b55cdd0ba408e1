using CaseRecording.Core.Access;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Writing.Advising;
using CaseRecording.Core.Writing.Likeness;
using CaseRecording.Core.Writing.Lists;
using CaseRecording.Core.Writing.Templates;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Tests.Writing.Templates;

/// <summary>A template's words are nobody's words: they answer nothing, get no advice and repeat nothing.</summary>
public sealed class TemplateRulesTests : IAsyncLifetime
{
    private const string Prompts = "What I noticed in your room, on the walls, on the floor and on the shelf beside the window:\n\nWhat you showed me of your own accord, what you were proud of and what you would rather I had not seen:\n- The people who were there";
    private const string Own = "You packed your bag while I watched and your dad checked the list with you and did not have to add a thing. Your mum said that you have been ready before her three times this week.";

    private World world = null!;

    public async Task InitializeAsync() => world = await World.CreateAsync();

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact, Trait("Rule", "N-03")]
    public async Task Save_OnlyTheTemplatesWords_N03_IsRefusedAsEmpty()
    {
        var child = await world.AddChildAsync();
        var call = Inputs.Call(world.Now.AddHours(-1), child);
        RecordingInput Saying(string facts) => call with { Content = call.Content with { Fields = new(call.Content.Fields, StringComparer.Ordinal) { ["facts"] = facts } } };
        Assert.Empty(await RefusalsAsync(Saying(Prompts)));
        var id = await AddAsync(world.Worker, null, "telephoneCall", "facts", Prompts);

        Assert.Equal(["N-03 facts"], await RefusalsAsync(Saying(Prompts)));
        Assert.Equal(["N-03 facts"], await RefusalsAsync(Saying("  what i noticed  in your room, on the walls, on the floor and on the shelf beside the window: \n\n")));
        Assert.Empty(await RefusalsAsync(Saying(Prompts + " came late")));
        Assert.Empty(await RefusalsAsync(Saying(Prompts + "\nYour lamp.")));

        // Changed or retired since the draft was begun, its words are still a template's.
        await using (var db = world.Open())
        {
            await Service(db).ChangeAsync(world.As(world.Worker), id, (await db.ReadyTexts.SingleAsync()).Version, Input("facts", "Something else:"));
            await Service(db).RetireAsync(world.As(world.Worker), id, (await db.ReadyTexts.SingleAsync()).Version);
        }

        Assert.Equal(["N-03 facts"], await RefusalsAsync(Saying(Prompts)));
        Assert.Equal(["N-03 facts"], await RefusalsAsync(Saying("Something else:\n- The people who were there")));
    }

    [Fact, Trait("Rule", "N-04")]
    public async Task Finalise_PromptsUnfilled_N04_AreNotAnAnalysisAndDoNotReachTheRecord()
    {
        var child = await world.AddChildAsync();
        await AddAsync(world.Manager, world.Team, "homeVisit", "analysis", "What this means for you:", "home", "The kitchen:");
        var visit = Inputs.Visit(world.Now.AddHours(-1), child);
        visit.Children[child].Fields["analysis"] = "What this means for you:";
        visit.Content.Fields["home"] = "The kitchen:";

        Assert.Equal([$"N-04 child-{child}-analysis"], await RefusalsAsync(visit, finalise: true));
        visit.Children[child].Fields["analysis"] = "What this means for you:\nYou sleep again.";
        var id = await world.RecordAsync(world.Worker, visit);
        await using var db = world.Open();
        var version = await db.RecordingVersions.Include(v => v.Children).SingleAsync(v => v.RecordingId == id);
        Assert.False(version.Content.Fields.ContainsKey("home"));
        Assert.Equal("What this means for you:\nYou sleep again.", version.Children.Single().Content["analysis"]);
    }

    [Fact, Trait("Rule", "N-11")]
    public async Task Advise_TheSameTemplateTwice_N11_OnlyOwnWordsRepeat()
    {
        var child = await world.AddChildAsync();
        await AddAsync(world.Worker, null, "telephoneCall", "facts", Prompts);
        await AddAsync(world.Worker, null, "phrase", "text", "You can ring me whenever you like, and if I am driving I shall ring you back on the same day, because I said that I would and I mean to keep my word to you.");
        var phrase = "You can ring me whenever you like, and if I am driving I shall ring you back on the same day, because I said that I would and I mean to keep my word to you.";
        await RecordAsync(child, $"{Prompts}\nYour lamp was on. {phrase}\n{Own}");

        Assert.DoesNotContain(await AdviseAsync(child, $"{Prompts}\nYour shelf was new. {phrase}"), a => a.Rule == Core.Rules.N11);
        var twin = (await AdviseAsync(child, $"{Prompts}\n{Own}")).Single(a => a.Rule == Core.Rules.N11);
        Assert.Equal(Own.TrimEnd('.'), twin.Passage);
    }

    [Fact]
    public async Task Advise_PlacesAfterATemplatesLine_AreThoseOfThePage()
    {
        var child = await world.AddChildAsync();
        await AddAsync(world.Worker, null, "telephoneCall", "facts", "What CAMHS said:");
        var advice = await AdviseAsync(child, "What CAMHS said:\nYou saw CYPMHS.");
        Assert.DoesNotContain(advice, a => a.Passage == "CAMHS");
        Assert.All(advice.Where(a => a.Length > 0), a => Assert.Equal(a.Passage, "What CAMHS said:\nYou saw CYPMHS.".Substring(a.Start, a.Length)));
    }

    [Fact]
    public async Task LoadWords_OfADraftTakenOver_KnowsWhatItsFirstAuthorCouldBeginFrom()
    {
        var child = await world.AddChildAsync();
        await AddAsync(world.Worker, null, "homeVisit", "facts", "What we did together:");
        await using var db = world.Open();
        var draft = await world.DraftAsync(db, world.Worker, child);
        Assert.False((await TemplateWords.LoadAsync(db, world.Manager, draft)).IsOnly("What we did together:"));
        (await db.Drafts.SingleAsync(d => d.Id == draft)).TakeOver(world.Manager);
        await db.SaveChangesAsync();
        Assert.True((await TemplateWords.LoadAsync(db, world.Manager, draft)).IsOnly("What we did together:"));
    }

    private static ReadyTextService Service(Core.Data.AppDbContext db) => new(db, Advice(db));

    private static AdviceService Advice(Core.Data.AppDbContext db) => new(db, new ChildAccess(db), new WordListCache(), new TwinFinder(db, new ChildAccess(db)));

    private static ReadyTextInput Input(params string[] texts) => new("A name", texts.Chunk(2).ToDictionary(t => t[0], t => (string?)t[1], StringComparer.Ordinal));

    private async Task<Guid> AddAsync(Guid who, int? team, string use, params string[] texts)
    {
        await using var db = world.Open();
        return await Service(db).AddAsync(world.As(who), team, ReadyUse.Find(use)!, Input(texts));
    }

    private async Task<IReadOnlyList<string>> RefusalsAsync(RecordingInput input, bool finalise = false)
    {
        await using var db = world.Open();
        var draft = await world.DraftAsync(db, world.Worker, input.Children.Keys.First());
        return [.. (await world.Recordings(db).CheckAsync(world.As(world.Worker), draft, input, finalise)).Select(v => $"{v.Rule.Code} {v.Field}")];
    }

    private async Task<IReadOnlyList<Advice>> AdviseAsync(int child, string facts)
    {
        await using var db = world.Open();
        var fields = new Dictionary<string, string[]>(StringComparer.Ordinal) { ["facts"] = [facts] };
        return await Advice(db).AdviseAsync(world.As(world.Worker), new AdviceQuestion(child, RecordingKind.CaseNote, Guid.NewGuid(), null, fields));
    }

    private Task<long> RecordAsync(int child, string facts)
    {
        var input = Inputs.Call(world.Now.AddHours(-3), child);
        input.Content.Fields["facts"] = facts;
        return world.RecordAsync(world.Worker, input, finalise: false);
    }
}
