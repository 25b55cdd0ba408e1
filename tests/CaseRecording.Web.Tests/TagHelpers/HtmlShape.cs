using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace CaseRecording.Web.Tests.TagHelpers;

/// <summary>HTML as a browser understands it: order of attributes and classes, and space between elements, make no difference.</summary>
internal static class HtmlShape
{
    private static readonly string[] Flags = ["checked", "selected", "disabled", "hidden", "open"];

    public static string Of(string html)
    {
        var text = new StringBuilder();
        var document = new HtmlParser().ParseDocument("<body>" + html + "</body>");
        foreach (var node in document.Body!.ChildNodes)
            Write(text, node, 0);
        return text.ToString();
    }

    private static void Write(StringBuilder text, INode node, int depth)
    {
        var indent = new string(' ', depth * 2);
        if (node is IText words)
        {
            var said = node.Parent is IElement { LocalName: "textarea" } ? words.Data.Replace("\n", "\\n") : Regex.Replace(words.Data, @"\s+", " ").Trim();
            if (said.Length > 0)
                text.Append(indent).Append(said).Append('\n');
        }
        else if (node is IElement element)
        {
            text.Append(indent).Append('<').Append(element.LocalName);
            foreach (var attribute in element.Attributes.OrderBy(a => a.Name, StringComparer.Ordinal))
                text.Append(' ').Append(attribute.Name).Append('=').Append(Value(attribute));
            text.Append(">\n");
            foreach (var child in element.ChildNodes)
                Write(text, child, depth + 1);
        }
    }

    private static string Value(IAttr attribute) => attribute.Name switch
    {
        "class" => string.Join(' ', attribute.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)),
        var name when Flags.Contains(name) => "yes",
        _ => attribute.Value,
    };
}
