using System.Globalization;
using CaseRecording.Core.Time;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CaseRecording.Web.TagHelpers;

/// <summary>One line of text.</summary>
[HtmlTargetElement("gov-input", TagStructure = TagStructure.NormalOrSelfClosing)]
public class GovInput : GovField
{
    public string Type { get; set; } = "text";

    /// <summary>In characters: 2, 3, 4, 5, 10, 20 or 30; null for the full width.</summary>
    public int? Width { get; set; }

    public string? Prefix { get; set; }

    public string? Suffix { get; set; }

    protected override Task<IHtmlContent> ControlAsync(TagHelperContext context, TagHelperOutput output)
    {
        var input = Html.Tag("input", Html.Classes("govuk-input", HasErrors ? "govuk-input--error" : null, Width is null ? null : $"govuk-input--width-{Width}"))
            .Attr("id", FieldId).Attr("name", FieldName).Attr("type", Type).Attr("aria-describedby", Described)
            .Attr("value", Type == "password" ? null : Values.FirstOrDefault());
        PassOn(output, input);
        IHtmlContent control = Prefix is null && Suffix is null
            ? input
            : Html.Tag("div", "govuk-input__wrapper", Affix("prefix", Prefix), input, Affix("suffix", Suffix));
        return Task.FromResult(control);
    }

    private static TagBuilder? Affix(string kind, string? text) =>
        text is null ? null : Html.Text("div", "govuk-input__" + kind, text).Attr("aria-hidden", "true");
}

/// <summary>A password, with a button that shows it. It is never sent back to the page.</summary>
[HtmlTargetElement("gov-password", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class GovPassword : GovInput
{
    protected override async Task<IHtmlContent> ControlAsync(TagHelperContext context, TagHelperOutput output)
    {
        Type = "password";
        output.Attributes.SetAttribute("class", "govuk-password-input__input govuk-js-password-input-input");
        output.Attributes.SetAttribute("spellcheck", "false");
        output.Attributes.SetAttribute("autocapitalize", "none");
        var input = await base.ControlAsync(context, output);
        var toggle = Html.Text("button", "govuk-button govuk-button--secondary govuk-password-input__toggle govuk-js-password-input-toggle", "Show")
            .Attr("type", "button").Attr("data-module", "govuk-button").Attr("aria-controls", FieldId).Attr("aria-label", "Show password").Flag("hidden", true);
        return Html.Tag("div", "govuk-input__wrapper govuk-password-input__wrapper", input, toggle);
    }

    protected override void DecorateGroup(TagBuilder group)
    {
        group.Attributes["class"] += " govuk-password-input";
        group.Attr("data-module", "govuk-password-input");
    }
}

/// <summary>A time of day, typed; read it with <see cref="TimeText"/>.</summary>
[HtmlTargetElement("gov-time", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class GovTime : GovInput
{
    public override Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        Width ??= 5;
        Hint ??= "24-hour clock, like 14:30";
        return base.ProcessAsync(context, output);
    }
}

/// <summary>Text of many lines, with a count when <see cref="Count"/> is given.</summary>
[HtmlTargetElement("gov-textarea", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class GovTextarea : GovField
{
    public int Rows { get; set; } = 5;

    /// <summary>The most characters; shown as a count that starts at <see cref="Threshold"/>. The server checks it, not the browser.</summary>
    public int? Count { get; set; }

    /// <summary>In percent of <see cref="Count"/>.</summary>
    public int? Threshold { get; set; }

    public override Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        if (Count is not null)
            DescribedBy = Html.Classes(DescribedBy, FieldId + "-info");
        return base.ProcessAsync(context, output);
    }

    protected override Task<IHtmlContent> ControlAsync(TagHelperContext context, TagHelperOutput output)
    {
        var area = Html.Tag("textarea", Html.Classes("govuk-textarea", HasErrors ? "govuk-textarea--error" : null, Count is null ? null : "govuk-js-character-count"))
            .Attr("id", FieldId).Attr("name", FieldName).Attr("rows", Rows.ToString(CultureInfo.InvariantCulture)).Attr("aria-describedby", Described);
        // A browser drops the first line break after the tag, so one is given away.
        area.InnerHtml.Append("\n" + Values.FirstOrDefault());
        PassOn(output, area);
        var info = Count is null
            ? null
            : Html.Text("div", "govuk-hint govuk-character-count__message", $"You can enter up to {Count} characters").Attr("id", FieldId + "-info");
        return Task.FromResult<IHtmlContent>(Html.All(area, info));
    }

    protected override void DecorateGroup(TagBuilder group)
    {
        if (Count is null)
            return;
        group.Attributes["class"] += " govuk-character-count";
        group.Attr("data-module", "govuk-character-count").Attr("data-maxlength", Count.Value.ToString(CultureInfo.InvariantCulture))
            .Attr("data-threshold", Threshold?.ToString(CultureInfo.InvariantCulture));
    }
}
