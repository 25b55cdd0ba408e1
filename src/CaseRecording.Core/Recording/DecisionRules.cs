using System.Text.RegularExpressions;

namespace CaseRecording.Core.Recording;

/// <summary>The rules of a decision record (D-02 to D-04). That a manager makes it is asked where the person is known (D-01).</summary>
public static partial class DecisionRules
{
    /// <summary>From this share of words in common on, two texts are taken for the same (D-04).</summary>
    private const double NearlyTheSame = 0.9;

    /// <summary>Money and equipment: words that a key decision in a child's life rarely needs (D-03).</summary>
    private static readonly HashSet<string> Technical = new(StringComparer.OrdinalIgnoreCase)
    {
        "budget", "budgets", "cost", "costs", "costing", "expenses", "finance", "financial", "fund", "funded", "funding", "funds", "invoice", "invoices",
        "mileage", "paid", "pay", "payment", "payments", "price", "purchase", "purchased", "quote", "receipt", "receipts", "refund", "reimburse", "reimbursed",
        "broadband", "computer", "hardware", "laptop", "login", "password", "printer", "software", "spreadsheet", "taxi", "taxis", "username",
    };

    internal static void ToSave(RuleCheck check, RecordingInput input)
    {
        check.Refuse(Rules.D02, input.Content.DecisionKind is null, "decisionKind", "Choose the kind of decision");
        check.Refuse(Rules.D02, RecordingRules.Empty(input.Content["decision"]), "decision", "Enter the decision");
        check.Refuse(Rules.D02, RecordingRules.Empty(input.Content["reasons"]), "reasons", "Enter the reasons");
    }

    internal static void ToFinalise(RuleCheck check, RecordingInput input, ChildOnTheDay child)
    {
        var field = RecordingRules.At(child.ChildId, "wordsToChild");
        var words = WordsOf(input.Children[child.ChildId]["wordsToChild"]);
        check.Refuse(Rules.D04, words.Count == 0, field, $"Explain the decision in words written to {child.Name}");
        check.Refuse(Rules.D04, words.Count > 0 && AreTheSame(words, WordsOf(input.Content["reasons"])), field, $"These are the reasons again. Write it to {child.Name}, in words {child.Name} can keep");
    }

    /// <summary>Whether a text speaks of money or technical arrangements, and with which words: advice beside the field, never a refusal (D-03).</summary>
    /// <param name="text">A text of the decision record.</param>
    /// <returns>The sentence, or null.</returns>
    public static string? Advice(string? text)
    {
        var found = WordsOf(text ?? "").Where(Technical.Contains).Distinct(StringComparer.Ordinal).ToList();
        if (!Rules.D03.Applies(found.Count > 0)) return null;
        return $"This speaks of {string.Join(", ", found.Select(w => $"‘{w}’"))}. A decision record is for key decisions in the child’s life; money and technical arrangements are better kept elsewhere. It is yours to decide ({Rules.D03.Code})";
    }

    /// <summary>The same words in any order, but for one in ten; case, punctuation and spaces say nothing.</summary>
    private static bool AreTheSame(List<string> one, List<string> other)
    {
        var rest = other.CountBy(w => w, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var common = 0;
        foreach (var word in one.Where(w => rest.GetValueOrDefault(w) > 0))
        {
            rest[word]--;
            common++;
        }

        return common >= NearlyTheSame * Math.Max(one.Count, other.Count);
    }

    private static List<string> WordsOf(string text) => [.. Word().Matches(text.ToLowerInvariant().Replace('’', '\'')).Select(m => m.Value)];

    [GeneratedRegex(@"[\p{L}\p{N}]+(?:'[\p{L}]+)*", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Word();
}
