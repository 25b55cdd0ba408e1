using CaseRecording.Core.Writing;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CaseRecording.Web.TagHelpers;

/// <summary>Marked text as a page shows it: the one place where its tree becomes HTML. Everything typed is encoded; only these tags come out.</summary>
[HtmlTargetElement("marked-text", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class MarkedTextTagHelper : TagHelper
{
    public string? Text { get; set; }

    /// <summary>Whose own words the marked ones are (N-05).</summary>
    public string Speaker { get; set; } = "The child";

    /// <summary>The record that links to entries stay in.</summary>
    public int ChildId { get; set; }

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
        Text text => new HtmlContentBuilder().Append(text.Value),
        LineBreak => Html.Tag("br"),
        Words words => Html.Tag("q", "app-words__inline", Html.Text("span", "govuk-visually-hidden", $"{OwnWords}: "), Inlines(words.Inlines)),
        Statement { Kind: StatementKind.Sensitive } sensitive => Html.Tag("details", "app-sensitive",
            Html.Text("summary", "app-sensitive__summary", "Sensitive passage"), Html.Tag("span", null, Inlines(sensitive.Inlines))),
        Statement statement => Html.Tag("span", $"app-mark app-mark--{statement.Kind.Mark().Replace(' ', '-')}",
            Html.Text("span", "app-mark__label", statement.Source is null ? statement.Kind.Label() : $"{statement.Kind.Label()}: {statement.Source}"), Inlines(statement.Inlines)),
        EntryLink link => Html.Text("a", "govuk-link", $"entry {link.Number}").Attr("href", Routes.ToEntry(ChildId, link.Number)),
        _ => throw new InvalidOperationException(inline.GetType().Name),
    };
}
