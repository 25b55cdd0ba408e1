using System.Text.Json;
using CaseRecording.TestKit;
using CaseRecording.Web.TagHelpers;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CaseRecording.Web.Tests.TagHelpers;

/// <summary>Our fields against the HTML that govuk-frontend itself says they must have, for every example whose options we know.</summary>
public sealed class GoldenTests
{
    [Theory]
    [InlineData("input", 22)]
    [InlineData("textarea", 12)]
    [InlineData("character-count", 10)]
    [InlineData("radios", 12)]
    [InlineData("checkboxes", 8)]
    [InlineData("date-input", 6)]
    [InlineData("select", 9)]
    [InlineData("button", 8)]
    [InlineData("tag", 9)]
    [InlineData("details", 4)]
    [InlineData("pagination", 3)]
    [InlineData("error-summary", 2)]
    public async Task Render_GovukExample_HasExpectedShape(string component, int atLeast)
    {
        var file = Repository.PathTo("src/CaseRecording.Web/node_modules/govuk-frontend/dist/govuk/components", component, "fixtures.json");
        using var fixtures = JsonDocument.Parse(await File.ReadAllTextAsync(file));
        var compared = 0;
        foreach (var fixture in fixtures.RootElement.GetProperty("fixtures").EnumerateArray())
        {
            var options = new Options(fixture.GetProperty("options"));
            var html = await RenderAsync(component, options);
            if (html is null || !options.AllUsed)
                continue;

            compared++;
            var (expected, actual) = (HtmlShape.Of(Ours(fixture.GetProperty("html").GetString()!, options)), HtmlShape.Of(html.Replace(" app-reveal", "")));
            Assert.True(expected == actual, $"{component}, {fixture.GetProperty("name")}\n--- expected\n{expected}\n--- actual\n{actual}");
        }
        Assert.True(compared >= atLeast, $"Only {compared} examples of {component} were compared, at least {atLeast} were before.");
    }

    /// <summary>Where we differ on purpose: reveals open by style sheet alone, and parts of a date are named after it.</summary>
    private static string Ours(string html, Options options)
    {
        var id = options.Known("id");
        return System.Text.RegularExpressions.Regex.Replace(html, " data-aria-controls=\"[^\"]*\"", "")
            .Replace(" govuk-radios__conditional--hidden", "").Replace(" govuk-checkboxes__conditional--hidden", "")
            .Replace("name=\"day\"", $"name=\"{id}-day\"").Replace("name=\"month\"", $"name=\"{id}-month\"").Replace("name=\"year\"", $"name=\"{id}-year\"");
    }

    private static async Task<string?> RenderAsync(string component, Options o)
    {
        var run = new TagHelperRunner();
        var attributes = new TagHelperAttributeList();
        IHtmlContent? html = component switch
        {
            "input" => await run.RunAsync("gov-input", Field(run, new GovInput
            {
                Type = o.Text("type") ?? "text",
                Prefix = o.Text("prefix", "text"),
                Suffix = o.Text("suffix", "text"),
            }, o, attributes), attributes),
            "textarea" => await run.RunAsync("gov-textarea", Field(run, new GovTextarea { Rows = o.Number("rows") ?? 5 }, o, attributes), attributes),
            "character-count" => o.Number("maxlength") is { } most
                ? await run.RunAsync("gov-textarea", Field(run, new GovTextarea { Count = most, Rows = o.Number("rows") ?? 5, Threshold = o.Number("threshold") }, o, attributes), attributes)
                : null,
            "radios" => o.Has("fieldset") ? await run.RunAsync("gov-radios", Field(run, Look(new GovRadios(), o), o, attributes), attributes, Items(o)) : null,
            "checkboxes" => o.Has("fieldset") ? await run.RunAsync("gov-checkboxes", Field(run, Look(new GovCheckboxes(), o), o, attributes), attributes, Items(o)) : null,
            "select" => o.Items("items").All(i => i.Has("value")) ? await run.RunAsync("gov-select", Field(run, new GovSelect(), o, attributes), attributes, Items(o)) : null,
            // An error always has its sentence here, and one that concerns one part alone is found under that part.
            "date-input" => o.Has("fieldset") && (o.Has("errorMessage") || !o.Has("day")) ? await run.RunAsync("gov-date", Date(run, o, attributes), attributes) : null,
            "button" => await run.RunAsync("gov-button", new GovButton { Href = o.Text("href"), Type = o.Text("type") ?? "submit", PreventDoubleClick = o.Flag("preventDoubleClick") }, Pass(o, attributes, "name", "value", "id"), Words(o)),
            "tag" => await run.RunAsync("gov-tag", new GovTag(), Pass(o, attributes), Words(o)),
            "details" => await run.RunAsync("gov-details", new GovDetails { Summary = o.Text("summaryText") ?? "" }, Pass(o, attributes, "id"), Words(o)),
            "pagination" => await run.RunAsync("gov-pagination", new GovPagination
            {
                NewerHref = o.Text("previous", "href"),
                OlderHref = o.Text("next", "href"),
                NewerText = "Previous",
                OlderText = "Next",
                What = "page",
            }),
            // Errors of no field come last here, whatever order they were found in.
            "error-summary" => o.Items("errorList").Select(e => e.Has("href")).Distinct().Count() == 1 ? await Summary(run, o) : null,
            _ => null,
        };
        return html is null ? null : TagHelperRunner.Text(html);
    }

    private static GovField Field(TagHelperRunner run, GovField field, Options o, TagHelperAttributeList attributes)
    {
        field.Id = o.Text("id") ?? o.Text("idPrefix");
        field.Name = o.Text("name") ?? field.Id;
        field.Value = o.Text("value");
        field.DescribedBy = o.Text("describedBy");
        field.Hint = o.Text("hint", "text");
        field.Label = o.Text("label", "text") ?? o.Text("fieldset", "legend", "text") ?? "";
        field.Heading = o.Flag("label", "isPageHeading") || o.Flag("fieldset", "legend", "isPageHeading");
        field.Size = (o.Text("label", "classes") ?? o.Text("fieldset", "legend", "classes"))?.Split("--")[^1] ?? "";
        if (o.Text("errorMessage", "text") is { } error)
            run.ModelState.AddModelError(field.Name!, error);
        foreach (var (name, attribute) in new[] { ("classes", "class"), ("inputmode", "inputmode"), ("autocomplete", "autocomplete"), ("spellcheck", "spellcheck"), ("autocapitalize", "autocapitalize"), ("pattern", "pattern") })
        {
            if (field is GovRadios { Inline: true } or GovRadios { Small: true } && name == "classes")
                continue;
            if (o.Text(name) is { } value)
                attributes.Add(attribute, value);
        }
        return field;
    }

    private static GovRadios Look(GovRadios radios, Options o)
    {
        (radios.Inline, radios.Small) = o.Known("classes") switch
        {
            "govuk-radios--inline" => (true, false),
            "govuk-radios--small" or "govuk-checkboxes--small" => (false, true),
            "govuk-radios--inline govuk-radios--small" => (true, true),
            _ => (false, false),
        };
        if (radios.Inline || radios.Small)
            o.Use("classes");
        return radios;
    }

    private static GovDate Date(TagHelperRunner run, Options o, TagHelperAttributeList attributes)
    {
        var date = new GovDate();
        Field(run, date, o, attributes);
        var wrong = new[] { "day", "month", "year" }.Where(part => o.Flag(part, "error")).ToArray();
        if (wrong.Length == 1 && o.Text("errorMessage", "text") is { } error)
        {
            run.ModelState.Remove(date.Name!);
            run.ModelState.AddModelError($"{date.Name}-{wrong[0]}", error);
        }
        return date;
    }

    private static object[] Items(Options o) =>
        [.. o.Items("items").Select(item =>
        {
            var option = new GovOption
            {
                Value = item.Text("value") ?? "",
                Text = item.Text("text"),
                Hint = item.Text("hint", "text"),
                Selected = item.Flag("checked") || item.Flag("selected"),
            };
            return item.Text("conditional", "html") is { } reveal ? (object)((TagHelper)option, new object[] { new HtmlString(reveal) }) : option;
        })];

    private static TagHelperAttributeList Pass(Options o, TagHelperAttributeList attributes, params string[] names)
    {
        if (o.Text("classes") is { } css)
            attributes.Add("class", css);
        foreach (var name in names)
        {
            if (o.Text(name) is { } value)
                attributes.Add(name, value);
        }
        return attributes;
    }

    private static HtmlContentBuilder Words(Options o)
    {
        var words = new HtmlContentBuilder();
        return (HtmlContentBuilder)words.Append(o.Text("text") ?? "");
    }

    private static async Task<IHtmlContent> Summary(TagHelperRunner run, Options o)
    {
        foreach (var error in o.Items("errorList"))
        {
            var id = error.Text("href")?.TrimStart('#');
            if (id is not null)
                FieldTargets.Add(run.View, [id], id);
            run.ModelState.AddModelError(id ?? "", error.Text("text") ?? "");
        }
        return await run.RunAsync("gov-error-summary", new GovErrorSummary { Title = o.Text("titleText") ?? "" });
    }
}
