using System.Text.RegularExpressions;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Writing.Lists;

namespace CaseRecording.Core.Writing.Advising;

/// <summary>Emails copied into the record: what is between the correspondents only is pointed out (N-18). Other people's names are N-12's.</summary>
internal static partial class EmailRule
{
    public static IEnumerable<Advice> Find(Reading reading)
    {
        foreach (var field in reading.Of(FieldMeaning.Facts, FieldMeaning.Account, FieldMeaning.Parents))
        {
            var heads = Head().Matches(field.Field.Text);
            if (reading.Request.ContactType != ContactType.Email && heads.Count < 2) continue;
            if (Rules.N18.Applies(heads.Count > 0)) yield return Out(field, heads[0].Index, heads[^1].Index + heads[^1].Length, 52, "The address lines of the email say nothing about the child.");
            var seen = new HashSet<int>();
            foreach (var (entry, first, _) in reading.Lists.EmailTalk.In(field.Prose))
            {
                if (!seen.Add(field.Prose.Words[first].Sentence) || !Rules.N18.Applies(true)) continue;
                var sentence = field.Prose.Sentences[field.Prose.Words[first].Sentence];
                yield return Out(field, sentence.Start, sentence.End, entry.Explanation == "disagreement" ? 73 : 51, Why(entry));
            }
        }
    }

    private static Advice Out(ReadField field, int start, int end, int weight, string why) =>
        new(Rules.N18, weight, field.Field.Name, start, end - start, field.Prose.Passage(start, end), why)
        {
            Instead = "Leave it out",
            Replacement = new Replacement(start, end - start, "", "Take it out"),
        };

    private static string Why(WordEntry entry) => entry.Explanation switch
    {
        "disagreement" => "What those who write to each other disagree about between themselves is not for the child’s record.",
        "" => "This is talk between those who write, not about the child.",
        var part => $"This is part of the email, not of the child’s story ({part}).",
    };

    [GeneratedRegex(@"^(From|Sent|To|Cc|Subject|Date|Importance|Attachments):[^\n]*|^-{3,} ?(Original|Forwarded) [Mm]essage ?-{3,}[^\n]*", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Head();
}
