using CaseRecording.Core.Recording;
using CaseRecording.Core.Writing.Advising;
using CaseRecording.Core.Writing.Lists;

namespace CaseRecording.Core.Tests.Writing.Advising;

/// <summary>Short entries for the tests of single rules.</summary>
internal static class Written
{
    public static readonly AdviceChild Maisie = new(1, "Maisie", "Maisie Thornley", "she/her", 9);

    public static AdviceRequest Visit(params (string Key, string Text)[] texts) => Of(RecordingKind.Visit, texts);

    public static AdviceRequest Of(RecordingKind kind, params (string Key, string Text)[] texts) => new()
    {
        Kind = kind,
        Children = [Maisie],
        Fields = [.. FormFields.Of(kind).Select(f => new AdviceField(f.Key, FieldMeanings.Of(f), f.PerChild ? 1 : null, texts.FirstOrDefault(t => t.Key == f.Key).Text ?? ""))],
    };

    public static IReadOnlyList<Advice> Advise(this AdviceRequest request) => WritingAdvisor.Advise(request, WordLists.Default);

    public static Advice? First(this AdviceRequest request, Rule rule) => request.Advise().FirstOrDefault(a => a.Rule == rule);

    /// <summary>The field's text after the advice was taken.</summary>
    public static string Taken(this AdviceRequest request, Advice advice)
    {
        var text = request.Fields.First(f => f.Name == advice.Field).Text;
        var put = advice.Replacement!;
        return text[..put.Start] + put.Text + text[(put.Start + put.Length)..];
    }
}
