using CaseRecording.Core.Recording;
using CaseRecording.TestKit;

namespace CaseRecording.Core.Tests.Recording;

/// <summary>Saves what a form would say and tells what the rules refused.</summary>
internal static class Refusals
{
    /// <summary>Each refusal as <c>code field</c>, in the order of the form; empty when it was saved.</summary>
    public static async Task<IReadOnlyList<string>> TryAsync(this World world, RecordingInput input, bool finalise = false, Guid? author = null)
    {
        try
        {
            await world.RecordAsync(author ?? world.Worker, input, finalise);
            return [];
        }
        catch (RuleViolationException refused)
        {
            return [.. refused.Violations.Select(v => $"{v.Rule.Code} {v.Field}")];
        }
    }

    /// <summary>As above, for finalising.</summary>
    public static Task<IReadOnlyList<string>> TryFinaliseAsync(this World world, RecordingInput input) => world.TryAsync(input, finalise: true);

    /// <summary>The input with one text of the shared part changed.</summary>
    public static RecordingInput With(this RecordingInput input, string key, string text)
    {
        var fields = new SortedDictionary<string, string>(input.Content.Fields, StringComparer.Ordinal) { [key] = text };
        return input with { Content = input.Content with { Fields = fields } };
    }

    /// <summary>The input with one child's part changed.</summary>
    public static RecordingInput With(this RecordingInput input, int childId, Func<ChildContent, ChildContent> change) =>
        input with { Children = input.Children.ToDictionary(c => c.Key, c => c.Key == childId ? change(c.Value) : c.Value) };

    /// <summary>A child's part with one text changed.</summary>
    public static ChildContent With(this ChildContent content, string key, string text) =>
        content with { Fields = new SortedDictionary<string, string>(content.Fields, StringComparer.Ordinal) { [key] = text } };
}
