using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CaseRecording.Web.Tests.TagHelpers;

/// <summary>Renders tag helpers without a view.</summary>
internal sealed class TagHelperRunner
{
    public TagHelperRunner() => View = new ViewContext
    {
        HttpContext = new DefaultHttpContext(),
        ViewData = new ViewDataDictionary(new EmptyModelMetadataProvider(), ModelState),
    };

    public ModelStateDictionary ModelState { get; } = new();

    public ViewContext View { get; }

    /// <param name="inside">Tag helpers or content between the tags.</param>
    public async Task<IHtmlContent> RunAsync(string element, TagHelper helper, TagHelperAttributeList? attributes = null, params object[] inside)
    {
        var context = new TagHelperContext(attributes ?? [], new Dictionary<object, object>(), "test");
        return await RunAsync(element, helper, context, attributes ?? [], inside);
    }

    private async Task<IHtmlContent> RunAsync(string element, TagHelper helper, TagHelperContext context, TagHelperAttributeList attributes, object[] inside)
    {
        var output = new TagHelperOutput(element, attributes, async (_, _) =>
        {
            var content = new DefaultTagHelperContent();
            foreach (var part in inside)
            {
                var html = part switch
                {
                    (TagHelper child, object[] within) => await RunAsync("child", child, context, [], within),
                    TagHelper child => await RunAsync("child", child, context, [], []),
                    IHtmlContent raw => raw,
                    _ => throw new ArgumentException("Neither a tag helper nor content.", nameof(inside)),
                };
                content.AppendHtml(html);
            }
            return content;
        });
        if (helper.GetType().GetProperty("View") is { } view)
            view.SetValue(helper, View);
        await helper.ProcessAsync(context, output);
        // As Razor does: what the helper left alone is shown.
        if (!output.IsContentModified)
            output.Content.SetHtmlContent(await output.GetChildContentAsync());
        return output;
    }

    public static string Text(params IHtmlContent[] contents)
    {
        using var writer = new StringWriter();
        foreach (var content in contents)
            content.WriteTo(writer, HtmlEncoder.Default);
        return writer.ToString();
    }
}
