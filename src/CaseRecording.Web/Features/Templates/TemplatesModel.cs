using CaseRecording.Core.Writing.Templates;

namespace CaseRecording.Web.Features.Templates;

/// <param name="Text">Of a phrase, what it says.</param>
/// <param name="RetiredAtUtc">When it was taken out of use; null while it is offered.</param>
public sealed record TemplateLine(Guid Id, ReadyUse Use, string Name, string? Text, DateTime? RetiredAtUtc);

/// <summary>One's own templates and phrases, or a team's.</summary>
/// <param name="TeamId">Null: one's own.</param>
public sealed record TemplateShelf(int? TeamId, string Title, bool MayChange, IReadOnlyList<TemplateLine> Lines)
{
    public IEnumerable<TemplateLine> Templates => Lines.Where(l => l.RetiredAtUtc is null && l.Use.Kind is not null);

    public IEnumerable<TemplateLine> Phrases => Lines.Where(l => l.RetiredAtUtc is null && l.Use.Kind is null);

    public IEnumerable<TemplateLine> Retired => Lines.Where(l => l.RetiredAtUtc is not null);

    /// <summary>Where one is made for this shelf.</summary>
    public string NewHref(string? use = null) => $"{Routes.NewTemplate}{QueryString.Create(new Dictionary<string, string?> { ["team"] = TeamId is { } team ? $"{team}" : null, ["use"] = use }.Where(p => p.Value is not null))}";
}

/// <param name="Done">What was just done.</param>
public sealed record TemplatesPage(IReadOnlyList<TemplateShelf> Shelves, string? Done);

/// <summary>A template or phrase, as typed. Its texts are posted under the keys of their fields.</summary>
public sealed class TemplateForm
{
    public string? Name { get; set; }

    public Guid Version { get; set; }

    /// <summary>A name in it means somebody other than the child who bears it (N-12).</summary>
    public string? NamesNoChild { get; set; }
}

/// <param name="Id">Null: it is being made.</param>
/// <param name="Owner">Whose it is, in words.</param>
/// <param name="Texts">As typed, by field key.</param>
/// <param name="Saved">What was saved meanwhile, where it differs: label, text.</param>
public sealed record TemplatePage(
    Guid? Id, int? TeamId, string Owner, bool MayChange, ReadyUse Use, TemplateForm Form, IReadOnlyDictionary<string, string?> Texts, DateTime? RetiredAtUtc, IReadOnlyList<(string Label, string Text)> Saved)
{
    private static readonly string[] First = ["purpose", "facts", "views", "observed", "analysis", "workingWell", "worries", "needsToHappen", "text"];

    public bool IsPhrase => Use.Kind is null;

    public string What => IsPhrase ? "phrase" : "template";

    /// <summary>Fields every entry of the kind has.</summary>
    public IEnumerable<Core.Recording.FormField> Main => Use.Fields.Where(f => First.Contains(f.Key));

    public IEnumerable<Core.Recording.FormField> More => Use.Fields.Where(f => !First.Contains(f.Key));

    public bool HasMore => More.Any(f => !string.IsNullOrEmpty(Texts.GetValueOrDefault(f.Key)));
}

/// <summary>The first step of a template: which type of contact it is for.</summary>
public sealed record ChooseUse(int? TeamId, string Owner);
