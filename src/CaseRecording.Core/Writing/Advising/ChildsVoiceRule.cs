using System.Collections.Frozen;
using CaseRecording.Core.Recording;

namespace CaseRecording.Core.Writing.Advising;

/// <summary>The child's views and how they were heard, and observation where a child does not speak (N-15).</summary>
internal static class ChildsVoiceRule
{
    /// <summary>Under this age, in years, a child is watched as well as listened to.</summary>
    private const int Speaks = 3;

    private const int Said = 8;

    private static readonly FrozenSet<string> How = Vocabulary.Set(
        "said say says told tell asked answered whispered shouted wrote drew drawing drawings pointed showed showing nodded shook signed sign typed texted rang sang chose choose picked played playing walked talked talking chatted explained described laughed cried smiled shrugged interpreter cards card game three houses house wishes puppets picture pictures words worksheet scale emojis emoji sheet read heard let spoke mentioned called");

    public static IEnumerable<Advice> Find(Reading reading)
    {
        foreach (var child in reading.Request.Children)
        {
            var views = reading.Of(FieldMeaning.Views).FirstOrDefault(f => f.Field.ChildId == child.ChildId);
            if (views is null) continue;
            var observed = reading.Of(FieldMeaning.Observed).Where(f => f.Field.ChildId == child.ChildId).ToList();
            var seenEmpty = child.Seen == true && views.WordCount == 0 && observed.TrueForAll(o => o.WordCount == 0) && !HasOwnWords(reading);
            if (Rules.N15.Applies(seenEmpty))
            {
                yield return views.Whole(Rules.N15, 72, $"You saw {child.KnownAs}, and nothing is written of what they said or did.") with { Instead = $"Write what {child.KnownAs} said, or what you saw if they did not speak" };
            }
            else if (Rules.N15.Applies(child.Seen == true && child.Age < Speaks && observed.Count > 0 && observed.TrueForAll(o => o.WordCount == 0)))
            {
                yield return observed[0].Whole(Rules.N15, 66, $"{child.KnownAs} is too young to say how things are. What you see is their voice.") with { Instead = "Write what you saw: with whom, how they looked for comfort, what they reached for" };
            }
            else if (Rules.N15.Applies(views.WordCount >= Said && !views.Prose.Words.Any(w => w.Voice == Voice.Child || How.Contains(w.Lower))))
            {
                yield return views.Whole(Rules.N15, 43, "How you came to know this is not said.") with { Instead = "Say how they told you: in words, a drawing, a game, a nod" };
            }

            if (Rules.N15.Applies(reading.Request.Kind == RecordingKind.Decision && views.WordCount == 0 && reading.Of(FieldMeaning.Decision).Sum(f => f.WordCount) >= Said * 3))
            {
                yield return views.Whole(Rules.N15, 71, $"A decision about {child.KnownAs}, and not what {child.KnownAs} thinks of it.") with { Instead = "Write what they think of it and how you know, or why they were not asked" };
            }
        }
    }

    private static bool HasOwnWords(Reading reading) => reading.Fields.Any(f => f.Prose.Words.Any(w => w.Voice == Voice.Child));
}
