using CaseRecording.Core.Recording;

namespace CaseRecording.Core.Summaries;

/// <summary>What a summary must say to stand as the child's one page (S-01).</summary>
public static class SummaryRules
{
    /// <summary>Most characters of all its texts together: what fits on one printed page beside the key contacts.</summary>
    public const int MostCharacters = 3000;

    private static readonly (string Key, string Sentence)[] Needed =
    [
        ("penPicture", "Say who {child} is, so that a stranger meets a person"),
        ("situation", "Say what is happening now"),
        ("safetyPlan", "Enter the safety plan, or say that none is needed and why"),
    ];

    internal static void Check(RuleCheck check, RecordingInput input, IReadOnlyList<ChildOnTheDay> children)
    {
        foreach (var child in children)
        {
            var own = input.Children[child.ChildId];
            string At(string key) => RecordingRules.At(child.ChildId, key);
            foreach (var (key, sentence) in Needed)
            {
                check.Refuse(Rules.S01, RecordingRules.Empty(own[key]), At(key), sentence.Replace("{child}", child.Name, StringComparison.Ordinal));
            }

            var length = own.Fields.Values.Sum(text => text.Length);
            var longest = own.Fields.OrderByDescending(f => f.Value.Length).Select(f => f.Key).FirstOrDefault() ?? "penPicture";
            check.Refuse(Rules.S01, length > MostCharacters, At(longest), $"The summary is {length:N0} characters long and one page holds {MostCharacters:N0}. Nothing you typed was lost: shorten it, this part first");
        }
    }
}
