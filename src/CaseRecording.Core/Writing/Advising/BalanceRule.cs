using CaseRecording.Core.Recording;

namespace CaseRecording.Core.Writing.Advising;

/// <summary>Detail with its analysis, analysis with the child in it, worries with the strengths beside them (L-06).</summary>
internal static class BalanceRule
{
    /// <summary>Words of an account from which on one expects to read what it means.</summary>
    private const int MuchDetail = 120;

    private const int LittleAnalysis = 12;
    private const int Said = 15;
    private const int SaidOfWorries = 12;
    private const int LittleOfStrengths = 4;

    public static IEnumerable<Advice> Find(Reading reading)
    {
        if (reading.Request.Kind is RecordingKind.Visit or RecordingKind.CaseNote)
        {
            var detail = reading.Of(FieldMeaning.Facts, FieldMeaning.Account, FieldMeaning.Parents).Where(f => f.Field.ChildId is null).Sum(f => f.WordCount);
            foreach (var analysis in reading.Of(FieldMeaning.Analysis).Where(f => f.Field.Name.EndsWith("analysis", StringComparison.Ordinal)))
            {
                var weighs = analysis.WordCount >= LittleAnalysis;
                if (Rules.L06.Applies(detail >= MuchDetail && !weighs && !IsNotSeen(reading, analysis) && !HasMarkedAnalysis(reading)))
                {
                    yield return analysis.Whole(Rules.L06, 60, "Much is told above, and little is said of what it means for the child.") with { Instead = "Say what you make of it: why it happens, how it affects the child, what follows" };
                }
            }
        }

        foreach (var analysis in reading.Of(FieldMeaning.Analysis))
        {
            if (Rules.L06.Applies(analysis.WordCount >= Said && !reading.NamesChild(analysis) && !IsAboutAChild(analysis)))
            {
                yield return analysis.Whole(Rules.L06, 61, "The child is missing from this analysis.") with { Instead = "Say what it means for the child: what it is like for them, and how it affects them" };
            }
        }

        foreach (var worries in reading.Of(FieldMeaning.Worries).Where(w => w.WordCount >= SaidOfWorries))
        {
            var strengths = reading.Of(FieldMeaning.Strengths).FirstOrDefault(s => s.Field.ChildId == worries.Field.ChildId);
            if (strengths is not null && Rules.L06.Applies(SaysNothing(strengths)))
            {
                yield return strengths.Whole(Rules.L06, 58, "There are worries here and nothing that works well. A family reads itself judged, and the next worker does not learn what to build on.") with { Instead = "Say what keeps the child safe and what goes well, however small" };
            }
        }
    }

    private static bool SaysNothing(ReadField strengths) => strengths.WordCount < LittleOfStrengths || (strengths.WordCount <= 6 && Vocabulary.Positive.Contains(strengths.Prose.Words[0].Lower));

    private static bool IsNotSeen(Reading reading, ReadField field) => reading.Request.Kind == RecordingKind.Visit && reading.ChildrenOf(field).All(c => c.Seen == false);

    private static bool HasMarkedAnalysis(Reading reading) => reading.Fields.Any(f => f.Prose.Words.Count(w => w.Statement is StatementKind.Judgement or StatementKind.Assessment) >= LittleAnalysis);

    private static bool IsAboutAChild(ReadField field) => field.Prose.Words.Any(w => w.Lower is "she" or "he" or "her" or "his" or "him" or "son" or "daughter" or "girls" or "boys");
}
