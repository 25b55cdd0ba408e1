using CaseRecording.Core.Access;
using CaseRecording.Core.Recording;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Tests.Recording;

/// <summary>Who decides, what a decision record says, and that the child is told.</summary>
public sealed class DecisionRulesTests
{
    private const string Reasons = "Your nan can be at home after school every day, her flat is warm and dry, and you asked us twice to stay there.";

    [Fact, Trait("Rule", "D-01")]
    public async Task Save_ByAnyoneBelowATeamManager_D01_IsRefused()
    {
        await using var world = await World.CreateAsync();
        var decision = Inputs.Decision(world.Now.AddHours(-1), await world.AddChildAsync());

        Assert.Equal(["D-01 "], await world.TryAsync(decision, author: world.Worker));
        Assert.Empty(await world.TryAsync(decision, author: world.Manager));
        Assert.Empty(await world.TryAsync(Inputs.Call(world.Now.AddHours(-1), decision.Children.Keys.Single()), author: world.Worker));
    }

    [Fact, Trait("Rule", "D-02")]
    public async Task Save_WithoutAPartOfTheDecision_D02_AsksForEach()
    {
        await using var world = await World.CreateAsync();
        var decision = Inputs.Decision(world.Now.AddHours(-1), await world.AddChildAsync());

        Assert.Equal(["D-02 decisionKind"], await TryAsync(world, decision with { Content = decision.Content with { DecisionKind = null } }));
        Assert.Equal(["D-02 decision"], await TryAsync(world, decision.With("decision", " \n")));
        Assert.Equal(["D-02 reasons"], await TryAsync(world, decision.With("reasons", "")));
        Assert.Equal(["D-02 date"], await TryAsync(world, decision with { Date = null }));
        Assert.Equal(["N-01 time"], await TryAsync(world, decision with { StartTime = null }));
        Assert.Equal(["N-01 title", "N-01 reason"], await TryAsync(world, decision.With("title", "").With("reason", "")));
        Assert.Empty(await TryAsync(world, decision.With("options", "")));
    }

    [Fact, Trait("Rule", "D-02")]
    public async Task Save_DecidedBySomeoneElse_D02_IsAManagerToo()
    {
        await using var world = await World.CreateAsync();
        var decision = Inputs.Decision(world.Now.AddHours(-1), await world.AddChildAsync());
        var senior = await world.AddStaffAsync("Hana Osei", Role.SeniorManager);

        Assert.Equal(["D-02 madeBy"], await TryAsync(world, decision with { MadeById = world.Worker }));
        Assert.Equal(["D-02 madeBy"], await TryAsync(world, decision with { MadeById = Guid.NewGuid() }));
        Assert.Empty(await TryAsync(world, decision with { MadeById = senior }));
        Assert.Empty(await TryAsync(world, decision with { MadeById = world.Manager }));
    }

    [Theory, Trait("Rule", "D-03")]
    [InlineData("Agreed to fund a taxi to school", "‘fund’, ‘taxi’")]
    [InlineData("The INVOICE came, and an invoice again", "‘invoice’")]
    [InlineData("You will live with your nan", null)]
    [InlineData("You need to feel that people pay-attention costly", "‘pay’")]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Advice_FinanceOrTechnicalWords_D03_ArePointedOut(string? text, string? words)
    {
        var advice = DecisionRules.Advice(text);
        Assert.Equal(words is not null, advice is not null);
        if (words is not null) Assert.Contains($"speaks of {words}.", advice, StringComparison.Ordinal);
    }

    [Fact, Trait("Rule", "D-03")]
    public async Task Finalise_OfFinance_D03_IsNeverRefused()
    {
        await using var world = await World.CreateAsync();
        var decision = Inputs.Decision(world.Now.AddHours(-1), await world.AddChildAsync()).With("decision", "To pay the invoice for the laptop.");
        Assert.NotNull(DecisionRules.Advice(decision.Content["decision"]));
        Assert.Empty(await TryAsync(world, decision, finalise: true));
    }

    [Theory, Trait("Rule", "D-04")]
    [InlineData("", false)]
    [InlineData(" … \n", false)]
    [InlineData(Reasons, false)]
    [InlineData("  your NAN can be at home after school; every day – her flat is warm & dry and you asked us, twice, to stay there!", false)]
    [InlineData("Dear Maya, " + Reasons, false)] // 24 of 26 words
    [InlineData("Dear Maya, I am writing to you: " + Reasons, true)] // 24 of 31 words
    [InlineData("You wanted to be at your nan's, and that is where you will be. I will see you there on Friday.", true)]
    public async Task Finalise_WordsToTheChild_D04_AreThereAndNotTheReasonsAgain(string words, bool accepted)
    {
        await using var world = await World.CreateAsync();
        var maya = await world.AddChildAsync("Maya Lister");
        var decision = Inputs.Decision(world.Now.AddHours(-1), maya).With("reasons", Reasons).With(maya, c => c.With("wordsToChild", words));

        Assert.Empty(await TryAsync(world, decision)); // only finalising asks
        Assert.Equal(accepted ? [] : [$"D-04 child-{maya}-wordsToChild"], await TryAsync(world, decision, finalise: true));
    }

    [Theory, Trait("Rule", "D-04")]
    [InlineData(18, false)]
    [InlineData(17, true)]
    public async Task Finalise_NineWordsOfTenInCommon_D04_IsTheSame(int inCommon, bool accepted)
    {
        await using var world = await World.CreateAsync();
        var maya = await world.AddChildAsync("Maya Lister");
        static string Words(string one, int from, int to) => string.Join(' ', Enumerable.Range(from, to - from).Select(i => $"{one}{i}"));
        var decision = Inputs.Decision(world.Now.AddHours(-1), maya).With("reasons", Words("a", 0, 20))
            .With(maya, c => c.With("wordsToChild", Words("a", 0, inCommon) + " " + Words("b", inCommon, 20)));

        Assert.Equal(accepted, (await TryAsync(world, decision, finalise: true)).Count == 0);
    }

    [Fact, Trait("Rule", "D-04")]
    public async Task Finalise_ForBrotherAndSister_D04_EachIsTold()
    {
        await using var world = await World.CreateAsync();
        var (maya, jay) = (await world.AddChildAsync("Maya Lister"), await world.AddChildAsync("Jay Lister"));
        var decision = Inputs.Decision(world.Now.AddHours(-1), maya, jay).With(jay, c => c.With("wordsToChild", ""));
        Assert.Equal([$"D-04 child-{jay}-wordsToChild"], await TryAsync(world, decision, finalise: true));
    }

    [Fact, Trait("Rule", "S-02")]
    public async Task Finalise_AKeyDecision_S02_BringsTheSummaryForward()
    {
        await using var world = await World.CreateAsync();
        var maya = await world.AddChildAsync("Maya Lister");
        async Task<DateTime?> ChangeAsync()
        {
            await using var db = world.Open();
            return (await db.Children.SingleAsync()).SignificantChangeAtUtc;
        }

        await world.RecordAsync(world.Manager, Inputs.Decision(world.Now.AddHours(-1), maya), finalise: false);
        Assert.Null(await ChangeAsync());
        await world.RecordAsync(world.Manager, Inputs.Decision(world.Now.AddHours(-1), maya));
        Assert.Equal(world.Now, await ChangeAsync());
    }

    private static Task<IReadOnlyList<string>> TryAsync(World world, RecordingInput input, bool finalise = false) => world.TryAsync(input, finalise, world.Manager);
}
