using System.Text.RegularExpressions;
using CaseRecording.Core.Quality;
using CaseRecording.Core.Quality.Audits;
using CaseRecording.Web.Features.Recording;
using CaseRecording.Web.Features.Shared;

namespace CaseRecording.Web.Features.Audits;

/// <summary>An audit as it is read.</summary>
/// <param name="IsManager">Manages the record.</param>
public sealed record AuditPage(ChildBar Bar, AuditView Audit, bool IsManager, Guid Me, DateOnly Today)
{
    public bool Saved { get; init; }

    private bool Follows => IsManager || Audit.AuditorId == Me;

    /// <summary>Whether a step is this person's to take now.</summary>
    public bool May(RemedialView action, string step) => step switch
    {
        "done" => action.DoneAtUtc is null && (action.OwnerId == Me || IsManager),
        "change" => action.DoneAtUtc is null && Follows,
        _ => action is { DoneAtUtc: not null, ConfirmedAtUtc: null } && Follows && action.DoneById != Me && action.OwnerId != Me,
    };
}

/// <summary>An audit as it is written.</summary>
public sealed record AuditFormPage(ChildBar Bar, AuditView Audit, IReadOnlyDictionary<string, string[]> Fields, IReadOnlyList<AuditorChoice> Owners)
{
    private const int SpareRows = 3;

    public long DraftVersion { get; init; }

    public DateTime? SavedAtUtc { get; init; }

    public IReadOnlyList<Difference> Differences { get; init; } = [];

    public bool More { get; init; }

    /// <summary>Rows of what must be put right: in sight, and with those kept ready.</summary>
    public (int Shown, int All) Rows
    {
        get
        {
            var used = Fields.Where(f => f.Key.StartsWith("action-", StringComparison.Ordinal) && f.Value.Any(v => v.Length > 0))
                .Select(f => int.TryParse(f.Key.Split('-')[1], out var index) ? index + 1 : 0).DefaultIfEmpty(0).Max();
            var shown = Math.Min(AuditForm.MostRows, Math.Max(1, used) + (More ? 1 : 0));
            return (shown, Math.Min(AuditForm.MostRows, shown + SpareRows));
        }
    }
}

/// <summary>The questions of an audit's form in words, where two versions of a draft meet.</summary>
internal static partial class AuditQuestions
{
    public static IReadOnlyList<Difference> Between(IReadOnlyDictionary<string, string[]> mine, IReadOnlyDictionary<string, string[]> theirs, IReadOnlyList<AuditorChoice> owners)
    {
        string Words(IEnumerable<string> names, IReadOnlyDictionary<string, string[]> fields) => string.Join(' ', names.Order(StringComparer.Ordinal).SelectMany(n => fields.GetValueOrDefault(n) ?? [])
            .Select(v => owners.FirstOrDefault(o => $"{o.Id}" == v)?.Name ?? AnswerOf(v))).Trim();
        return
        [
            .. mine.Keys.Union(theirs.Keys, StringComparer.Ordinal).GroupBy(name => DatePart().Replace(name, ""))
                .Select(g => new Difference(QuestionOf(g.Key), Words(g, mine), Words(g, theirs))).Where(d => d.Mine != d.Theirs),
        ];
    }

    private static string AnswerOf(string value) =>
        Enum.GetValues<PointResult>().Where(r => string.Equals(r.ToString(), value, StringComparison.OrdinalIgnoreCase)).Select(r => r.Label()).FirstOrDefault() ?? value;

    private static string QuestionOf(string name) =>
        StandardLabels.All.Where(p => name == AuditInput.FieldOf(p) || name == AuditInput.CommentOf(p)).Select(p => p.Label()).FirstOrDefault()
        ?? name switch { "strengths" => "Strengths", "outcome" => "Judgement", _ => "What must be put right" };

    [GeneratedRegex("-(day|month|year)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DatePart();
}
