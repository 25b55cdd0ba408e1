using CaseRecording.Core.Recording;
using CaseRecording.Core.Writing.Advising;
using CaseRecording.Core.Writing.Lists;

namespace CaseRecording.Benchmarks;

/// <summary>Writing advice on 1,000 words of mixed quality: at most 5 ms.</summary>
internal static class AdviceMeasure
{
    private const string Good = "Maisie, I came to see you after school because your mum had told me the new bunk bed was here at last. You and I made toast while your mum put the washing out. You showed me the ladder and the shelf where your torch lives. ";
    private const string Bad = "Maisie was seen at the CPC. It is felt that mum has disengaged and the placement was inappropriate. Mrs Birtles informed me that there were concerns around boundaries and the care order. ";

    public static Task RunAsync()
    {
        var text = string.Concat(Enumerable.Repeat(Good + Bad, 20));
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(1000).ToList();
        var request = new AdviceRequest
        {
            Kind = RecordingKind.Visit,
            Children = [new AdviceChild(1, "Maisie", "Maisie Thornley", "she/her", 9, true)],
            Fields = [.. FormFields.Of(RecordingKind.Visit).Select(f => new AdviceField(f.Key, FieldMeanings.Of(f), f.PerChild ? 1 : null, f.Key switch
            {
                "facts" => string.Join(' ', words.Take(600)),
                "analysis" => string.Join(' ', words.Skip(600)),
                _ => "",
            }))],
        };
        var count = WritingAdvisor.Advise(request, WordLists.Default).Count;
        return Timed.SayAsync($"Advice on {words.Count} words, {count} remarks", 500, () =>
        {
            WritingAdvisor.Advise(request, WordLists.Default);
            return Task.CompletedTask;
        });
    }
}
