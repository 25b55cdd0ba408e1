using System.Globalization;
using CaseRecording.Core.Time;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CaseRecording.Web.TagHelpers;

/// <summary>
/// A date in three fields, posted as <c>name-day</c>, <c>name-month</c>, <c>name-year</c>; <see cref="DateText"/> reads them, and
/// the binder of <c>DateOnly</c> does. An error under the name itself marks all three.
/// </summary>
[HtmlTargetElement("gov-date", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class GovDate : GovField
{
    protected override bool IsGroup => true;

    protected override string TargetId => $"{FieldId}-{Parts.FirstOrDefault(p => IsWrong(p.Name), Parts[0]).Name}";

    protected override IEnumerable<string> ErrorKeys => [FieldName, .. Parts.Select(part => $"{FieldName}-{part.Name}")];

    private static readonly (string Name, string Label, int Width)[] Parts = [("day", "Day", 2), ("month", "Month", 2), ("year", "Year", 4)];

    protected override TagBuilder FieldsetTag(IHtmlContent inside) => base.FieldsetTag(inside).Attr("role", "group");

    protected override Task<IHtmlContent> ControlAsync(TagHelperContext context, TagHelperOutput output)
    {
        var date = (Value ?? For?.Model) as DateOnly?;
        string?[] numbers = date is { } d ? [Number(d.Day), Number(d.Month), Number(d.Year)] : [null, null, null];
        var list = Html.Tag("div", "govuk-date-input").Attr("id", FieldId);
        foreach (var ((name, label, width), number) in Parts.Zip(numbers))
        {
            var id = $"{FieldId}-{name}";
            var value = ValuesOf($"{FieldName}-{name}") is { } given ? given.FirstOrDefault() : number;
            var input = Html.Tag("input", Html.Classes($"govuk-input govuk-date-input__input govuk-input--width-{width}", IsWrong(name) ? "govuk-input--error" : null))
                .Attr("id", id).Attr("name", $"{FieldName}-{name}").Attr("type", "text").Attr("inputmode", "numeric").Attr("value", value);
            var group = Html.Tag("div", "govuk-form-group", Html.Text("label", "govuk-label govuk-date-input__label", label).Attr("for", id), input);
            list.InnerHtml.AppendHtml(Html.Tag("div", "govuk-date-input__item", group));
        }
        return Task.FromResult<IHtmlContent>(PassOn(output, list));
    }

    private bool IsWrong(string part)
    {
        var state = View.ViewData.ModelState;
        return ErrorsOf(state, $"{FieldName}-{part}").Any() || ErrorsOf(state, FieldName).Any();
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
