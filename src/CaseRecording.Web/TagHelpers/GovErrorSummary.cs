using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CaseRecording.Web.TagHelpers;

/// <summary>
/// Every error of the page, in the order of its questions, each a link to its field. Stands at the top of the page.
/// </summary>
[HtmlTargetElement("gov-error-summary", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class GovErrorSummary : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public string Title { get; set; } = "There is a problem";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        if (!View.ViewData.ModelState.IsValid)
            output.Content.SetHtmlContent(new Summary(View, Title));
    }

    /// <summary>Written last: only when the rest of the page is rendered are its questions and their order known.</summary>
    private sealed class Summary(ViewContext view, string title) : IHtmlContent
    {
        public void WriteTo(TextWriter writer, HtmlEncoder encoder)
        {
            var targets = FieldTargets.Of(view);
            var errors = view.ViewData.ModelState.Where(e => e.Value!.Errors.Count > 0).OrderBy(e => targets.OrderOf(e.Key));
            var list = Html.Tag("ul", "govuk-list govuk-error-summary__list");
            foreach (var (key, entry) in errors)
            {
                foreach (var error in entry!.Errors)
                    list.InnerHtml.AppendHtml(Html.Tag("li", null, Line(error.ErrorMessage.Length > 0 ? error.ErrorMessage : "Check this answer", targets.IdOf(key))));
            }
            var body = Html.Tag("div", "govuk-error-summary__body", list);
            var alert = Html.Tag("div", null, Html.Text("h2", "govuk-error-summary__title", title), body).Attr("role", "alert");
            Html.Tag("div", "govuk-error-summary", alert).Attr("data-module", "govuk-error-summary").WriteTo(writer, encoder);
        }

        private static IHtmlContent Line(string sentence, string? id)
        {
            if (id is not null)
                return Html.Text("a", null, sentence).Attr("href", "#" + id);
            var plain = new HtmlContentBuilder();
            plain.Append(sentence);
            return plain;
        }
    }
}

/// <summary>The questions of a page in order, and the element each error leads to.</summary>
internal sealed class FieldTargets
{
    private readonly List<(string Key, string Id)> _fields = [];

    public static FieldTargets Of(ViewContext view)
    {
        if (view.HttpContext.Items[typeof(FieldTargets)] is not FieldTargets targets)
            view.HttpContext.Items[typeof(FieldTargets)] = targets = new FieldTargets();
        return targets;
    }

    public static void Add(ViewContext view, IEnumerable<string> keys, string id)
    {
        foreach (var key in keys)
            Of(view)._fields.Add((key, id));
    }

    public string? IdOf(string key) => _fields.Find(f => Same(f.Key, key)).Id;

    public int OrderOf(string key)
    {
        var index = _fields.FindIndex(f => Same(f.Key, key));
        return index < 0 ? int.MaxValue : index;
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
