using CaseRecording.Core.Data;
using CaseRecording.Core.Recording;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Writing.Templates;

/// <summary>
/// The words that came from templates and not from an author. A line that stands as its template has it says nothing about a child:
/// it answers no question of the form (N-03), gets no advice, and repeats nothing (N-11).
/// </summary>
public sealed class TemplateWords
{
    /// <summary>Shorter phrases are common speech.</summary>
    private const int ShortestPhrase = 20;

    /// <summary>No template is known.</summary>
    public static readonly TemplateWords None = new([]);

    private readonly HashSet<string> lines;
    private readonly List<string> phrases;

    /// <summary>Of these template lines and phrases.</summary>
    public TemplateWords(IEnumerable<string> lines, IEnumerable<string>? phrases = null)
    {
        this.lines = lines.Select(Plain).Where(l => l.Length > 0).ToHashSet(StringComparer.OrdinalIgnoreCase);
        this.phrases = [.. (phrases ?? []).Where(p => p.Length >= ShortestPhrase).OrderByDescending(p => p.Length)];
    }

    /// <summary>The words of everything this person could have begun from, retired or not; and what the colleague could have whose draft they took over.</summary>
    /// <param name="db">The database.</param>
    /// <param name="me">Who writes.</param>
    /// <param name="draftId">Their draft.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<TemplateWords> LoadAsync(AppDbContext db, Guid me, Guid draftId, CancellationToken cancellationToken = default)
    {
        var all = await db.ReadyTexts.AsNoTracking()
            .Where(r => ReadyTextService.Of(db, me).Any(own => own.Id == r.Id) || db.Drafts.Any(d => d.Id == draftId && d.AuthorId == me && d.BegunById != null && d.BegunById == r.OwnerId))
            .Select(r => new { r.Use, r.Texts, r.EarlierLines }).ToListAsync(cancellationToken);
        var (phrases, templates) = (all.FindAll(r => r.Use == ReadyUse.Phrase.Code), all.FindAll(r => r.Use != ReadyUse.Phrase.Code));
        return new TemplateWords(templates.SelectMany(t => t.Texts.Values.SelectMany(LinesOf).Concat(t.EarlierLines)), phrases.SelectMany(p => p.Texts.Values));
    }

    /// <summary>The lines of a text.</summary>
    public static IEnumerable<string> LinesOf(string text) => text.Split('\n').Select(Plain).Where(l => l.Length > 0);

    /// <summary>Whether a text holds a template's own lines and nothing else.</summary>
    public bool IsOnly(string text) => lines.Count > 0 && !string.IsNullOrWhiteSpace(text) && LinesOf(text).All(lines.Contains);

    /// <summary>The text with a template's lines as blanks: every other word stays where it is.</summary>
    /// <param name="text">With line breaks as \n.</param>
    /// <param name="andPhrases">Phrases too: what everyone says is no repetition either (N-11).</param>
    public string Blank(string text, bool andPhrases = false)
    {
        var blanked = lines.Count == 0 ? text : string.Join('\n', text.Split('\n').Select(line => lines.Contains(Plain(line)) ? new string(' ', line.Length) : line));
        foreach (var phrase in andPhrases ? phrases : [])
        {
            blanked = blanked.Replace(phrase, new string(' ', phrase.Length), StringComparison.Ordinal);
        }

        return blanked;
    }

    /// <summary>The form without the texts in which nobody wrote: they are neither judged nor saved to the record.</summary>
    public RecordingInput Without(RecordingInput input)
    {
        if (lines.Count == 0 || input.Kind is not (RecordingKind.Visit or RecordingKind.CaseNote)) return input;
        return input with
        {
            Content = Own(input.Kind, input.Content.Fields) is { } shared ? input.Content with { Fields = shared } : input.Content,
            Children = input.Children.ToDictionary(c => c.Key, c => Own(input.Kind, c.Value.Fields) is { } own ? c.Value with { Fields = own } : c.Value),
        };
    }

    private SortedDictionary<string, string>? Own(RecordingKind kind, SortedDictionary<string, string> fields)
    {
        var unfilled = FormFields.Of(kind).Where(f => ReadyUse.IsFilled(f) && IsOnly(fields.GetValueOrDefault(f.Key, ""))).Select(f => f.Key).ToHashSet(StringComparer.Ordinal);
        if (unfilled.Count == 0) return null;
        return new SortedDictionary<string, string>(fields.Where(f => !unfilled.Contains(f.Key)).ToDictionary(), StringComparer.Ordinal);
    }

    private static string Plain(string line) => string.Join(' ', line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
