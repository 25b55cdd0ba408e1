using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CaseRecording.Web.TagHelpers;

/// <summary>Short hand for elements. Text and attribute values are encoded when they are written.</summary>
internal static class Html
{
    public static TagBuilder Tag(string name, string? css = null, params IHtmlContent?[] children)
    {
        var tag = new TagBuilder(name);
        if (name is "input" or "path" or "br")
            tag.TagRenderMode = TagRenderMode.SelfClosing;
        foreach (var child in children)
        {
            if (child is not null)
                tag.InnerHtml.AppendHtml(child);
        }
        return tag.Attr("class", css);
    }

    public static TagBuilder Text(string name, string? css, string text)
    {
        var tag = Tag(name, css);
        tag.InnerHtml.Append(text);
        return tag;
    }

    /// <summary>Sets an attribute unless the value is null or empty.</summary>
    public static TagBuilder Attr(this TagBuilder tag, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            tag.Attributes[name] = value;
        return tag;
    }

    /// <summary>Sets an attribute that needs no value, like <c>checked</c>.</summary>
    public static TagBuilder Flag(this TagBuilder tag, string name, bool on) => on ? tag.Attr(name, name) : tag;

    public static HtmlContentBuilder All(params IHtmlContent?[] parts)
    {
        var all = new HtmlContentBuilder();
        foreach (var part in parts)
        {
            if (part is not null)
                all.AppendHtml(part);
        }
        return all;
    }

    /// <summary>Puts our classes before those the page gave.</summary>
    public static void SetClass(this TagHelperOutput output, params string?[] names)
    {
        var own = output.Attributes.TryGetAttribute("class", out var given) ? given.Value.ToString() : null;
        output.Attributes.SetAttribute("class", Classes([.. names, own]));
    }

    /// <summary>Names of classes with one space between; nulls left out.</summary>
    public static string Classes(params string?[] names) => string.Join(' ', names.Where(n => !string.IsNullOrEmpty(n)));
}
