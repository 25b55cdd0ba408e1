using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CaseRecording.Web.TagHelpers;

/// <summary>
/// One answer of radios, checkboxes or a select. Content inside it is shown when the answer is chosen (by style sheet, so also
/// without script), and is posted whether chosen or not.
/// </summary>
[HtmlTargetElement("gov-option", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class GovOption : TagHelper
{
    public string Value { get; set; } = "";

    /// <summary>Shown; the value itself when not given.</summary>
    public string? Text { get; set; }

    public string? Hint { get; set; }

    /// <summary>Chosen when the form has nothing better to say.</summary>
    public bool Selected { get; set; }

    /// <summary>In a select: the heading it stands under, with its neighbours of the same group.</summary>
    public string? Group { get; set; }

    [HtmlAttributeNotBound]
    public IHtmlContent? Reveal { get; private set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inside = await output.GetChildContentAsync();
        Reveal = inside.IsEmptyOrWhiteSpace ? null : Html.All(inside);
        ((List<GovOption>)context.Items[typeof(GovOption)]).Add(this);
        output.SuppressOutput();
    }
}

/// <summary>A question answered from a list.</summary>
public abstract class GovListField : GovField
{
    protected async Task<List<GovOption>> OptionsAsync(TagHelperContext context, TagHelperOutput output)
    {
        var options = new List<GovOption>();
        context.Items[typeof(GovOption)] = options;
        await output.GetChildContentAsync();
        return options;
    }

    /// <summary>Nothing was posted, drafted or modelled: the page's own proposal counts.</summary>
    protected bool IsChosen(GovOption option) =>
        Values is { Length: > 0 } values ? values.Contains(option.Value, StringComparer.Ordinal) : !WasAnswered && option.Selected;

    private bool WasAnswered => ValuesOf(FieldName) is not null;
}

/// <summary>One of a few answers.</summary>
[HtmlTargetElement("gov-radios")]
public class GovRadios : GovListField
{
    public bool Inline { get; set; }

    public bool Small { get; set; }

    protected virtual string Kind => "radios";

    protected virtual string InputType => "radio";

    protected override bool IsGroup => true;

    protected override async Task<IHtmlContent> ControlAsync(TagHelperContext context, TagHelperOutput output)
    {
        var block = "govuk-" + Kind;
        var list = Html.Tag("div", Html.Classes(block, Inline ? block + "--inline" : null, Small ? block + "--small" : null)).Attr("data-module", block);
        var options = await OptionsAsync(context, output);
        for (var i = 0; i < options.Count; i++)
        {
            var id = i == 0 ? FieldId : $"{FieldId}-{i + 1}";
            list.InnerHtml.AppendHtml(Item(block, id, options[i]));
            if (options[i].Reveal is { } reveal)
                list.InnerHtml.AppendHtml(Html.Tag("div", block + "__conditional app-reveal", reveal).Attr("id", "conditional-" + id));
        }
        return PassOn(output, list);
    }

    private TagBuilder Item(string block, string id, GovOption option)
    {
        var input = Html.Tag("input", block + "__input").Attr("id", id).Attr("name", FieldName).Attr("type", InputType)
            .Flag("checked", IsChosen(option)).Attr("aria-describedby", option.Hint is null ? null : id + "-item-hint");
        input.Attributes["value"] = option.Value;
        var label = Html.Text("label", $"govuk-label {block}__label", option.Text ?? option.Value).Attr("for", id);
        var hint = option.Hint is null ? null : Html.Text("div", $"govuk-hint {block}__hint", option.Hint).Attr("id", id + "-item-hint");
        return Html.Tag("div", block + "__item", input, label, hint);
    }
}

/// <summary>Any of a few answers.</summary>
[HtmlTargetElement("gov-checkboxes")]
public sealed class GovCheckboxes : GovRadios
{
    protected override string Kind => "checkboxes";

    protected override string InputType => "checkbox";
}

/// <summary>One of many answers.</summary>
[HtmlTargetElement("gov-select")]
public sealed class GovSelect : GovListField
{
    protected override async Task<IHtmlContent> ControlAsync(TagHelperContext context, TagHelperOutput output)
    {
        var select = Html.Tag("select", Html.Classes("govuk-select", HasErrors ? "govuk-select--error" : null))
            .Attr("id", FieldId).Attr("name", FieldName).Attr("aria-describedby", Described);
        TagBuilder? group = null;
        foreach (var option in await OptionsAsync(context, output))
        {
            var tag = Html.Text("option", null, option.Text ?? option.Value).Flag("selected", IsChosen(option));
            tag.Attributes["value"] = option.Value;
            if (option.Group is not null && group?.Attributes["label"] != option.Group)
            {
                group = Html.Tag("optgroup", null).Attr("label", option.Group);
                select.InnerHtml.AppendHtml(group);
            }

            (option.Group is null ? select : group!).InnerHtml.AppendHtml(tag);
        }
        return PassOn(output, select);
    }
}
