using CaseRecording.Core.Writing;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CaseRecording.Web.TagHelpers;

/// <summary>A passage of a text that something else on the page leads to.</summary>
/// <param name="Start">Where it begins, in characters as typed.</param>
/// <param name="Length">Its length.</param>
/// <param name="Id">Of the element it becomes.</param>
/// <param name="Class">How it looks before anyone goes there.</param>
public sealed record PassageMark(int Start, int Length, string Id, string? Class = null);

/// <summary>Marked text as a page shows it: the one place where its tree becomes HTML. Everything typed is encoded; only these tags come out.</summary>
[HtmlTargetElement("marked-text", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class MarkedTextTagHelper : TagHelper
{
    public string? Text { get; set; }

    /// <summary>Whose own words the marked ones are (N-05).</summary>
    public string Speaker { get; set; } = "The child";

    /// <summary>The record that links to entries stay in.</summary>
    public int ChildId { get; set; }

    /// <summary>Passages that can be gone to.</summary>
    public IReadOnlyList<PassageMark> Passages { get; set; } = [];

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        foreach (var block in MarkedText.Parse(Text).Blocks) output.Content.AppendHtml(Block(block));
    }

    private string OwnWords => $"{Speaker}’s own words";

    private IHtmlContent Block(Block block) => block switch
    {
        WordsBlock words => Html.Tag("div", "app-words", Html.Text("p", "app-words__label", OwnWords), Html.Tag("p", null, Inlines(words.Inlines))),
        BulletList list => Html.Tag("ul", "govuk-list govuk-list--bullet", [.. list.Items.Select(item => Html.Tag("li", null, Inlines(item)))]),
        // A sensitive passage opens and closes, which a paragraph element may not hold.
        Paragraph paragraph => Html.Tag(paragraph.Inlines.Any(i => i is Statement { Kind: StatementKind.Sensitive }) ? "div" : "p", null, Inlines(paragraph.Inlines)),
        _ => throw new InvalidOperationException(block.GetType().Name),
    };

    private IHtmlContent Inlines(IEnumerable<Inline> inlines)
    {
        var content = new HtmlContentBuilder();
        foreach (var inline in inlines) content.AppendHtml(One(inline));
        return content;
    }

    private IHtmlContent One(Inline inline) => inline switch
    {
        Text text => Passage(text),
        LineBreak => Html.Tag("br"),
        Words words => Html.Tag("q", "app-words__inline", Html.Text("span", "govuk-visually-hidden", $"{OwnWords}: "), Inlines(words.Inlines)),
        Statement { Kind: StatementKind.Sensitive } sensitive => Html.Tag("details", "app-sensitive",
            Html.Text("summary", "app-sensitive__summary", "Sensitive passage"), Html.Tag("span", null, Inlines(sensitive.Inlines))),
        Statement statement => Html.Tag("span", $"app-mark app-mark--{statement.Kind.Mark().Replace(' ', '-')}",
            Html.Text("span", "app-mark__label", statement.Source is null ? statement.Kind.Label() : $"{statement.Kind.Label()}: {statement.Source}"), Inlines(statement.Inlines)),
        EntryLink link => Html.Text("a", "govuk-link", $"entry {link.Number}").Attr("href", Routes.ToEntry(ChildId, link.Number)),
        _ => throw new InvalidOperationException(inline.GetType().Name),
    };

    private readonly HashSet<string> begun = new(StringComparer.Ordinal);

    /// <summary>The text, cut where a passage begins or ends: each piece stands for the passages that begin in it.</summary>
    private IHtmlContent Passage(Text text)
    {
        var (content, end) = (new HtmlContentBuilder(), text.Start + text.Value.Length);
        var marks = Passages.Where(p => p.Start < end && p.Start + p.Length > text.Start).ToList();
        var cuts = marks.SelectMany(m => new[] { m.Start, m.Start + m.Length }).Where(at => at > text.Start && at < end).Append(text.Start).Append(end).Distinct().Order().ToList();
        foreach (var (from, to) in cuts.Zip(cuts.Skip(1)))
        {
            var piece = text.Value[(from - text.Start)..(to - text.Start)];
            var over = marks.FindAll(m => m.Start <= from && m.Start + m.Length >= to);
            if (over.Count == 0)
            {
                content.Append(piece);
                continue;
            }

            var ids = over.Where(m => begun.Add(m.Id)).Select(m => m.Id).ToList();
            foreach (var id in ids.Skip(1)) content.AppendHtml(Html.Tag("span", null).Attr("id", id));
            content.AppendHtml(Html.Text("span", Html.Classes("app-passage", over.Select(m => m.Class).FirstOrDefault(c => c is not null)), piece).Attr("id", ids.FirstOrDefault()));
        }

        return content;
    }
}
