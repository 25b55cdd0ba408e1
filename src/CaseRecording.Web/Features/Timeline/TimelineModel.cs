using System.Globalization;
using CaseRecording.Core.Data;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Safeguarding;
using CaseRecording.Web.Features.Shared;

namespace CaseRecording.Web.Features.Timeline;

/// <summary>Someone to filter by.</summary>
public sealed record PersonChoice(int Id, string Name, string Relationship);

/// <summary>What the timeline page shows.</summary>
public sealed record TimelineModel(ChildBar Bar, TimelineForm Form, TimelinePage Page, IReadOnlyList<PersonChoice> People, DateTime NowUtc, bool Filtered, bool MayRecord)
{
    public int ChildId => Bar.ChildId;

    /// <summary>Safeguarding concerns that no entry records yet: whoever opens the record meanwhile has to know (T-05).</summary>
    public IReadOnlyList<SafeguardingLine> Concerns { get; init; } = [];

    /// <summary>Entries and traces of those moved away, newest event first; one of the two is null.</summary>
    public IEnumerable<(TimelineEntry? Entry, MoveTrace? Moved)> Lines =>
        Page.Entries.Select(e => (e.Facts.OccurredAtUtc, Line: ((TimelineEntry?)e, (MoveTrace?)null)))
            .Concat(Page.Moved.Select(m => (m.OccurredAtUtc, Line: ((TimelineEntry?)null, (MoveTrace?)m)))).OrderByDescending(l => l.OccurredAtUtc).Select(l => l.Line);

    /// <summary>This page's address with another place in the list; the filter stays.</summary>
    public string? At(TimeCursor? cursor) => cursor is null ? null : $"{Routes.ToTimeline(ChildId)}?{Form.Query()}at={cursor}";
}

/// <summary>The filter as it stands in the address, so that it can be kept as a link.</summary>
public sealed class TimelineForm
{
    /// <summary>A kind of recording, or a contact type.</summary>
    public string? Kind { get; set; }

    public int? Person { get; set; }

    /// <summary>First day.</summary>
    public DateOnly? From { get; set; }

    /// <summary>Last day.</summary>
    public DateOnly? To { get; set; }

    public string? At { get; set; }

    /// <summary>The choices of kind, in the order people look for them.</summary>
    public static IEnumerable<(string Value, string Text)> Kinds =>
        Enum.GetValues<RecordingKind>().Where(k => k != RecordingKind.CaseNote).Select(k => (k.ToString(), k.Label()))
            .Concat(Enum.GetValues<ContactType>().Select(c => (c.ToString(), c.Label())));

    public TimelineFilter Read() => new(
        Enum.TryParse<RecordingKind>(Kind, out var kind) && Enum.IsDefined(kind) ? kind : null,
        Enum.TryParse<ContactType>(Kind, out var contact) && Enum.IsDefined(contact) ? contact : null,
        Person,
        From,
        To);

    /// <summary>The filter as the beginning of a query.</summary>
    public string Query()
    {
        var parts = new (string Name, string? Value)[]
        {
            ("kind", Kind), ("person", Person?.ToString(CultureInfo.InvariantCulture)), ("from", Day(From)), ("to", Day(To)),
        };
        return string.Concat(parts.Where(p => !string.IsNullOrWhiteSpace(p.Value)).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value!)}&"));
    }

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
