using CaseRecording.Core.Recording;
using CaseRecording.Core.Writing.Templates;

namespace CaseRecording.Core.Tests.Writing.Templates;

/// <summary>A template goes into empty fields, and comes out where nobody wrote since.</summary>
public sealed class TemplateFillTests
{
    private static readonly Dictionary<string, string> Template = new(StringComparer.Ordinal) { ["facts"] = "What we did:", ["views"] = "What you said:", ["title"] = "Home visit", ["nothing"] = "x" };

    [Fact]
    public void Into_AFormWithWords_FillsTheEmptyFieldsOfEveryChildOnly()
    {
        var before = Fields(("facts", "We made toast."), ("child-7-views", " \r\n"), ("title", ""));
        var done = TemplateFill.Into(RecordingKind.Visit, Template, before, [7, 8]);

        Assert.Equal(["child-7-views", "child-8-views"], done.Filled.Select(f => f.Name));
        Assert.Equal(["facts"], done.Left.Select(f => f.Name));
        Assert.Equal(("We made toast.", "What you said:", ""), (done.Fields["facts"][0], done.Fields["child-8-views"][0], done.Fields["title"][0]));
        Assert.Equal(" \r\n", before["child-7-views"][0]); // the form given is not changed
    }

    [Fact]
    public void OutOf_AFormWrittenInSince_TakesOutOnlyWhatStandsAsItCame()
    {
        var filled = Fields(("facts", "What we did:\r\n"), ("child-7-views", "What you said:\nHello"), ("child-8-views", "What you said:"), ("title", "Home visit"));
        Assert.Equal(["facts", "child-8-views"], TemplateFill.Untouched(RecordingKind.Visit, Template, filled, [7, 8]).Select(f => f.Name));
        var done = TemplateFill.OutOf(RecordingKind.Visit, Template, filled, [7, 8]);
        Assert.Equal(["", "What you said:\nHello", "", "Home visit"], done.Fields.Values.Select(v => v[0]));
    }

    [Fact]
    public void Words_OfTemplates_AreBlankedInTheirPlace()
    {
        var words = new TemplateWords(["What we did:"], ["You can always ring me."]);
        Assert.Equal($"{new string(' ', 14)}\nWe ran. You can always ring me.", words.Blank(" What  we did:\nWe ran. You can always ring me."));
        Assert.Equal($"Ran. {new string(' ', 23)} Ok", words.Blank("Ran. You can always ring me. Ok", andPhrases: true));
        Assert.False(words.IsOnly(""));
        Assert.False(TemplateWords.None.IsOnly("What we did:"));
        Assert.True(words.IsOnly("WHAT WE DID:\n\n what we did:"));
    }

    [Fact]
    public void Uses_All_HaveCodesOfTheirOwnAndFieldsOfSeveralLines()
    {
        Assert.Equal(ReadyUse.All.Count, ReadyUse.All.Select(u => u.Code).Distinct(StringComparer.Ordinal).Count());
        Assert.All(ReadyUse.All, u => Assert.NotEmpty(u.Fields));
        Assert.DoesNotContain(ReadyUse.All.SelectMany(u => u.Fields), f => f.Key is "title" or "reason" or "place");
        Assert.Null(ReadyUse.Find("nothing"));
    }

    private static Dictionary<string, string[]> Fields(params (string Name, string Value)[] fields) => fields.ToDictionary(f => f.Name, f => new[] { f.Value }, StringComparer.Ordinal);
}
