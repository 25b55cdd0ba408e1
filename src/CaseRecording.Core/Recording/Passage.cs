using CaseRecording.Core.Writing;

namespace CaseRecording.Core.Recording;

/// <summary>Words quoted from a text, found in it again: as read on the page, whatever its marks, spaces and quotation marks.</summary>
public static class Passage
{
    /// <summary>Longest quotation.</summary>
    public const int Longest = 500;

    /// <summary>Where a quotation stands in a text as typed; null where it does not.</summary>
    /// <param name="text">Marked text.</param>
    /// <param name="quoted">At least one word, in the order of the text.</param>
    public static (int Start, int Length)? Find(string? text, string? quoted)
    {
        var words = Words([new Text(quoted ?? "", 0)]).Select(w => w.Word).ToList();
        var all = Words(MarkedText.Parse(text).Inlines.OfType<Text>()).ToList();
        for (var i = 0; words.Count > 0 && i + words.Count <= all.Count; i++)
        {
            var found = true;
            for (var j = 0; found && j < words.Count; j++) found = string.Equals(all[i + j].Word, words[j], StringComparison.OrdinalIgnoreCase);
            if (found) return (all[i].Start, all[i + words.Count - 1].End - all[i].Start);
        }

        return null;
    }

    private static IEnumerable<(string Word, int Start, int End)> Words(IEnumerable<Text> texts)
    {
        foreach (var text in texts)
        {
            for (var at = 0; at < text.Value.Length; at++)
            {
                var begin = at;
                while (at < text.Value.Length && char.IsLetterOrDigit(text.Value[at])) at++;
                if (at > begin) yield return (text.Value[begin..at], text.Start + begin, text.Start + at);
            }
        }
    }
}
