using CaseRecording.Core.Recording;
using CaseRecording.TestKit;

namespace CaseRecording.Web.Tests.Features;

/// <summary>Forms that pass every rule, with a title to find the entry by.</summary>
internal static class Titled
{
    /// <summary>The manager's answers on an entry's page: every point of the standard is met.</summary>
    public static IEnumerable<(string, string?)> AllMet(WebPage page) =>
        page.Document.QuerySelectorAll(".app-standard input[type=radio][value=yes]").Select(r => (r.GetAttribute("name")!, (string?)"yes"));

    public static RecordingInput Visit(DateTime startUtc, string title, params int[] children) => With(Inputs.Visit(startUtc, children), "title", title);

    public static RecordingInput Call(DateTime startUtc, string title, params int[] children) => With(Inputs.Call(startUtc, children), "title", title);

    public static RecordingInput With(this RecordingInput input, string key, string text) => input with
    {
        Content = input.Content with { Fields = new SortedDictionary<string, string>(input.Content.Fields, StringComparer.Ordinal) { [key] = text } },
    };
}
