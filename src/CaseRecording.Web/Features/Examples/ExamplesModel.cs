using CaseRecording.Core.Quality;
using CaseRecording.Core.Quality.Examples;
using CaseRecording.Core.Recording;
using CaseRecording.Web.Features.Shared;

namespace CaseRecording.Web.Features.Examples;

/// <param name="Next">Address of the next page.</param>
public sealed record ExamplesPage(IReadOnlyList<PublishedExample> Examples, RecordingKind? Kind, StandardPoints Point, string? Next, bool IsManager)
{
    public int Waiting { get; init; }

    public string? Done { get; init; }
}

public sealed record WithdrawPage(PublishedExample Example, string? Reason);

/// <summary>What the pages of a waiting or published example post.</summary>
public sealed class CheckForm
{
    public Guid Opened { get; set; }

    public string? Publish { get; set; }

    public string? Read { get; set; }

    public string? Reason { get; set; }
}

/// <param name="IsOwn">Proposed by whoever looks at it.</param>
public sealed record CheckPage(GoodExample Example, CheckForm Form, bool IsOwn);

public sealed record ChoosePage(ChildBar Bar, Entry Entry, IReadOnlyList<(FormField Field, string Text)> Texts);

/// <param name="OwnRows">Empty rows.</param>
/// <param name="Saved">Just kept.</param>
public sealed record PreparePage(ChildBar Bar, ExamplePreparation Preparation, int OwnRows, bool Saved)
{
    public GoodExample Example => Preparation.Example;
}

/// <summary>Examples in words.</summary>
public static class ExampleWords
{
    public static string Points(StandardPoints points) => string.Join("; ", points.Each().Select((p, i) => i == 0 ? p.Label() : char.ToLowerInvariant(p.Label()[0]) + p.Label()[1..]));

    /// <summary>The kind of entry and the text of its form.</summary>
    public static string Title(RecordingKind kind, string field) =>
        FormFields.Of(kind).FirstOrDefault(f => f.Key == field) is { } known ? $"{kind.Label()} – {Small(known.LabelFor("the child"))}" : kind.Label();

    private static string Small(string text) => char.ToLowerInvariant(text[0]) + text[1..];
}
