using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CaseRecording.Web.TagHelpers;

/// <summary>Several fields under one legend, with the errors that stand at the group's own name.</summary>
[HtmlTargetElement("gov-group")]
public sealed class GovGroup : GovField
{
    protected override bool IsGroup => true;

    protected override async Task<IHtmlContent> ControlAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inside = await output.GetChildContentAsync();
        // Something to lead to: the fields inside carry ids of their own.
        return PassOn(output, Html.Tag("div", null, inside).Attr("id", FieldId).Attr("tabindex", "-1"));
    }
}
