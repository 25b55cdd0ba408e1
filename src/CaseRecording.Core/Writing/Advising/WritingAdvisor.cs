using CaseRecording.Core.Writing.Lists;

namespace CaseRecording.Core.Writing.Advising;

/// <summary>
/// Advice on an entry while it is written (group L, N-08, N-11 to N-13, N-15, N-18). The same text always gets the same advice; nothing
/// leaves the server, nothing is stored, nothing is blocked. One file for each family of rules.
/// </summary>
public static class WritingAdvisor
{
    /// <summary>How many are shown before more are asked for.</summary>
    public const int ShownFirst = 3;

    private const int LongestExpression = 60;

    private static readonly Func<Reading, IEnumerable<Advice>>[] Families =
    [
        ThirdPersonRule.Find, PronounRule.Find, AbbreviationRule.Find, LegalTermRule.Find, WordingRule.Find, ReadingLevelRule.Find,
        FirstMentionRule.Find, BalanceRule.Find, RiskRule.Find, JudgementRule.Find, TitleAndLengthRule.Find, StatementRule.Find,
        TwinRule.Find, OtherPeopleRule.Find, NotForRecordRule.Find, ChildsVoiceRule.Find, EmailRule.Find,
    ];

    /// <summary>All advice, the worst first.</summary>
    public static IReadOnlyList<Advice> Advise(AdviceRequest request, WordLists lists)
    {
        var reading = new Reading(request, lists);
        var order = request.Fields.Select((f, i) => (f.Name, i)).ToDictionary(f => f.Name, f => f.i, StringComparer.Ordinal);
        var found = Families.SelectMany(find => find(reading)).OrderByDescending(a => a.Weight).ThenBy(a => order[a.Field]).ThenBy(a => a.Start);
        return [.. Once(found)];
    }

    /// <summary>Of two remarks on the same words only the weightier is made.</summary>
    private static IEnumerable<Advice> Once(IEnumerable<Advice> found)
    {
        var said = new HashSet<(string Field, int At)>();
        foreach (var advice in found)
        {
            if (!IsOnWords(advice))
            {
                yield return advice;
                continue;
            }

            var places = Enumerable.Range(advice.Start, advice.Length).Select(at => (advice.Field, at)).ToList();
            if (places.Exists(said.Contains)) continue;
            said.UnionWith(places);
            yield return advice;
        }
    }

    private static bool IsOnWords(Advice advice) =>
        advice.Length is > 0 and <= LongestExpression && (advice.Rule == Rules.L02 || advice.Rule == Rules.L03 || advice.Rule == Rules.L07 || advice.Rule == Rules.L08 || advice.Rule == Rules.L10);
}
