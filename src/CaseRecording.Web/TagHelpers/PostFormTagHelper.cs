using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CaseRecording.Web.TagHelpers;

/// <summary>Gives every posting form its antiforgery token: MVC leaves it out where the form names its own <c>action</c>.</summary>
[HtmlTargetElement("form", Attributes = "method")]
public sealed class PostFormTagHelper(IHtmlGenerator generator) : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var posts = string.Equals(context.AllAttributes["method"].Value?.ToString(), "post", StringComparison.OrdinalIgnoreCase);
        if (posts && context.AllAttributes.ContainsName("action"))
            output.PostContent.AppendHtml(generator.GenerateAntiforgery(View));
    }
}
