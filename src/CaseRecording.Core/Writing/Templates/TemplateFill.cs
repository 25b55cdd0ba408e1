using CaseRecording.Core.Recording;

namespace CaseRecording.Core.Writing.Templates;

/// <summary>A text of the form that a template speaks of.</summary>
/// <param name="Name">Name of the form field.</param>
/// <param name="Field">The question.</param>
/// <param name="ChildId">The child whose part it is; null: shared.</param>
public sealed record FilledField(string Name, FormField Field, int? ChildId);

/// <summary>What became of putting a template into a form.</summary>
/// <param name="Fields">The form's fields as they then are.</param>
/// <param name="Filled">Those that were empty and hold the template's words now.</param>
/// <param name="Left">Those in which something stood already: it stays as it is.</param>
public sealed record FilledForm(IReadOnlyDictionary<string, string[]> Fields, IReadOnlyList<FilledField> Filled, IReadOnlyList<FilledField> Left);

/// <summary>Puts a template into a form, and takes it out again. What somebody typed is never touched.</summary>
public static class TemplateFill
{
    /// <summary>Puts the texts into the empty fields: those of each child into each child's part.</summary>
    /// <param name="kind">What the form records.</param>
    /// <param name="texts">The template's texts by field key.</param>
    /// <param name="fields">The form.</param>
    /// <param name="childIds">The children of the entry.</param>
    public static FilledForm Into(RecordingKind kind, IReadOnlyDictionary<string, string> texts, IReadOnlyDictionary<string, string[]> fields, IReadOnlyCollection<int> childIds)
    {
        var all = new Dictionary<string, string[]>(fields, StringComparer.Ordinal);
        var (filled, left) = (new List<FilledField>(), new List<FilledField>());
        foreach (var place in Places(kind, texts, childIds))
        {
            if (!string.IsNullOrWhiteSpace(TextOf(fields, place.Name)))
            {
                left.Add(place);
                continue;
            }

            all[place.Name] = [texts[place.Field.Key]];
            filled.Add(place);
        }

        return new FilledForm(all, filled, left);
    }

    /// <summary>Takes the texts out of the fields where nothing was added to them or taken from them.</summary>
    public static FilledForm OutOf(RecordingKind kind, IReadOnlyDictionary<string, string> texts, IReadOnlyDictionary<string, string[]> fields, IReadOnlyCollection<int> childIds)
    {
        var all = new Dictionary<string, string[]>(fields, StringComparer.Ordinal);
        var untouched = Untouched(kind, texts, fields, childIds);
        foreach (var place in untouched) all[place.Name] = [""];
        return new FilledForm(all, untouched, []);
    }

    /// <summary>The fields in which the template's words stand as they came.</summary>
    public static IReadOnlyList<FilledField> Untouched(RecordingKind kind, IReadOnlyDictionary<string, string> texts, IReadOnlyDictionary<string, string[]> fields, IReadOnlyCollection<int> childIds) =>
        [.. Places(kind, texts, childIds).Where(p => string.Equals(TextOf(fields, p.Name).Trim(), texts[p.Field.Key].Trim(), StringComparison.Ordinal))];

    private static IEnumerable<FilledField> Places(RecordingKind kind, IReadOnlyDictionary<string, string> texts, IReadOnlyCollection<int> childIds)
    {
        foreach (var field in FormFields.Of(kind).Where(f => ReadyUse.IsFilled(f) && texts.GetValueOrDefault(f.Key) is { Length: > 0 }))
        {
            if (!field.PerChild) yield return new FilledField(field.Key, field, null);
            else foreach (var id in childIds) yield return new FilledField(field.NameFor(id), field, id);
        }
    }

    private static string TextOf(IReadOnlyDictionary<string, string[]> fields, string name) => (fields.GetValueOrDefault(name)?.FirstOrDefault() ?? "").ReplaceLineEndings("\n");
}
