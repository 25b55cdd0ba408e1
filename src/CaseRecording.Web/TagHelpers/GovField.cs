using System.Net;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CaseRecording.Web.TagHelpers;

/// <summary>
/// A question of a form: group, label or legend, hint, errors from ModelState and the control. The value comes from what was
/// just posted, else from the form's values (a draft), else from <see cref="Value"/> or the model.
/// Attributes it does not know go to the control.
/// </summary>
public abstract class GovField : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    /// <summary>The model's property; its name is posted in camel case. Or give <see cref="Name"/>.</summary>
    public ModelExpression? For { get; set; }

    public string? Name { get; set; }

    public string? Id { get; set; }

    public object? Value { get; set; }

    public string Label { get; set; } = "";

    public string? Hint { get; set; }

    /// <summary>Of the label: s, m, l, xl; empty for plain.</summary>
    public string Size { get; set; } = "s";

    /// <summary>Makes the label the page's heading.</summary>
    public bool Heading { get; set; }

    [HtmlAttributeName("aria-describedby")]
    public string? DescribedBy { get; set; }

    protected string FieldName => Name ?? FormValues.CamelCase(For?.Name ?? throw new InvalidOperationException("A field needs 'name' or 'for'."));

    protected string FieldId => Id ?? TagBuilder.CreateSanitizedId(FieldName, "-");

    /// <summary>The element the error summary leads to.</summary>
    protected virtual string TargetId => FieldId;

    /// <summary>Several controls under one legend, rather than one under a label.</summary>
    protected virtual bool IsGroup => false;

    protected virtual IEnumerable<string> ErrorKeys => [FieldName];

    protected IReadOnlyList<string> Errors => [.. ErrorKeys.SelectMany(key => ErrorsOf(View.ViewData.ModelState, key))];

    protected bool HasErrors => Errors.Count > 0;

    protected string[] Values => ValuesOf(FieldName) ?? FormValues.From(Value ?? For?.Model);

    protected string? Described
    {
        get
        {
            var ids = Html.Classes([DescribedBy, Hint is null ? null : FieldId + "-hint", .. Errors.Select((_, i) => ErrorId(i))]);
            return ids.Length == 0 ? null : ids;
        }
    }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        FieldTargets.Add(View, ErrorKeys, TargetId);
        var control = await ControlAsync(context, output);
        var hint = Hint is null ? null : Html.Text("div", "govuk-hint", Hint).Attr("id", FieldId + "-hint");
        var inside = Html.All(IsGroup ? null : LabelTag(), IsGroup ? LegendTag() : null, hint, Html.All([.. Errors.Select(ErrorTag)]), control);
        var group = Html.Tag("div", Html.Classes("govuk-form-group", HasErrors ? "govuk-form-group--error" : null), IsGroup ? FieldsetTag(inside) : inside);
        DecorateGroup(group);
        output.TagName = null;
        output.Content.SetHtmlContent(group);
    }

    protected abstract Task<IHtmlContent> ControlAsync(TagHelperContext context, TagHelperOutput output);

    protected virtual void DecorateGroup(TagBuilder group)
    {
    }

    protected virtual TagBuilder FieldsetTag(IHtmlContent inside) => Html.Tag("fieldset", "govuk-fieldset", inside).Attr("aria-describedby", Described);

    /// <summary>What was posted for the name, or what the form's values hold; null when neither knows it.</summary>
    protected string[]? ValuesOf(string name) =>
        View.ViewData.ModelState.TryGetValue(name, out var entry) && entry.RawValue is not null
            ? FormValues.From(entry.RawValue)
            : FormValues.Find(View.ViewData, name);

    protected static IEnumerable<string> ErrorsOf(ModelStateDictionary state, string key) =>
        state.TryGetValue(key, out var entry) ? entry.Errors.Select(e => e.ErrorMessage.Length > 0 ? e.ErrorMessage : "Check this answer") : [];

    /// <summary>Hands the attributes of the page that this helper does not know to the control.</summary>
    protected static TagBuilder PassOn(TagHelperOutput output, TagBuilder control)
    {
        foreach (var attribute in output.Attributes)
        {
            // What stands literally in a view arrives encoded already.
            var value = attribute.Value is HtmlString encoded ? WebUtility.HtmlDecode(encoded.Value) : attribute.Value?.ToString();
            if (attribute.Name == "class")
                control.Attributes["class"] = Html.Classes(control.Attributes.TryGetValue("class", out var css) ? css : null, value);
            else
                control.Attributes[attribute.Name] = value ?? attribute.Name;
        }
        return control;
    }

    private TagBuilder LabelTag()
    {
        var label = Html.Text("label", Html.Classes("govuk-label", Size.Length > 0 ? "govuk-label--" + Size : null), Label).Attr("for", FieldId);
        return Heading ? Html.Tag("h1", "govuk-label-wrapper", label) : label;
    }

    private TagBuilder LegendTag()
    {
        var css = Html.Classes("govuk-fieldset__legend", Size.Length > 0 ? "govuk-fieldset__legend--" + Size : null);
        return Heading ? Html.Tag("legend", css, Html.Text("h1", "govuk-fieldset__heading", Label)) : Html.Text("legend", css, Label);
    }

    private string ErrorId(int index) => index == 0 ? FieldId + "-error" : $"{FieldId}-error-{index + 1}";

    private TagBuilder ErrorTag(string sentence, int index)
    {
        var tag = Html.Tag("p", "govuk-error-message", Html.Text("span", "govuk-visually-hidden", "Error:")).Attr("id", ErrorId(index));
        tag.InnerHtml.Append(" " + sentence);
        return tag;
    }
}
