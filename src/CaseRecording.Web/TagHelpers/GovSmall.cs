using CaseRecording.Core.Recording;
using CaseRecording.Core.Time;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CaseRecording.Web.TagHelpers;

/// <summary>A button that posts its form, or with <c>href</c> a link that looks like one. A second click within a second is not sent.</summary>
[HtmlTargetElement("gov-button")]
public sealed class GovButton : TagHelper
{
    /// <summary>secondary, warning, inverse; null for the page's main action.</summary>
    public string? Variant { get; set; }

    public string? Href { get; set; }

    public string Type { get; set; } = "submit";

    public bool PreventDoubleClick { get; set; } = true;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagMode = TagMode.StartTagAndEndTag;
        output.SetClass("govuk-button", Variant is null ? null : "govuk-button--" + Variant);
        output.Attributes.SetAttribute("data-module", "govuk-button");
        if (Href is not null)
        {
            output.TagName = "a";
            output.Attributes.SetAttribute("href", Href);
            output.Attributes.SetAttribute("role", "button");
            output.Attributes.SetAttribute("draggable", "false");
            return;
        }
        output.TagName = "button";
        output.Attributes.SetAttribute("type", Type);
        if (PreventDoubleClick && Type == "submit")
            output.Attributes.SetAttribute("data-prevent-double-click", "true");
    }
}

/// <summary>A word on a coloured ground; the colour never says more than the word.</summary>
[HtmlTargetElement("gov-tag")]
public sealed class GovTag : TagHelper
{
    /// <summary>grey, teal, green, purple, magenta, red, orange or yellow; null for blue.</summary>
    public string? Colour { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output) => Render(output, Colour);

    internal static void Render(TagHelperOutput output, string? colour, string? text = null)
    {
        output.TagName = "strong";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.SetClass("govuk-tag", colour is null ? null : "govuk-tag--" + colour);
        if (text is not null)
            output.Content.SetContent(text);
    }
}

/// <summary>Where an entry stands in its life.</summary>
[HtmlTargetElement("gov-status-tag", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class GovStatusTag : TagHelper
{
    public RecordingState State { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output) => GovTag.Render(output, State switch
    {
        RecordingState.Written => "yellow",
        RecordingState.Returned => "orange",
        RecordingState.SignedOff => "green",
        _ => null,
    }, State.Label());
}

/// <summary>How long until something is due, or for how long it has been (T-09).</summary>
[HtmlTargetElement("gov-deadline-tag", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class GovDeadlineTag(TimeProvider clock) : TagHelper
{
    /// <summary>On a clock of hours, UTC. With neither this nor <see cref="DueOn"/> nothing is rendered.</summary>
    public DateTime? Due { get; set; }

    /// <summary>On a clock of days: the last UK date on which it is on time.</summary>
    public DateOnly? DueOn { get; set; }

    /// <summary>What is due, for those who hear the tag out of its row: "Visit".</summary>
    public string? What { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var deadline = (Due, DueOn) switch
        {
            ({ } due, _) => Timeliness.TimeLeft(due, now),
            (_, { } dueOn) => Timeliness.TimeLeft(dueOn, LondonTime.DateOf(now)),
            _ => null,
        };
        if (deadline is null)
        {
            output.SuppressOutput();
            return;
        }
        var colour = deadline.Level switch { DeadlineLevel.Overdue => "red", DeadlineLevel.Soon => "yellow", _ => "grey" };
        GovTag.Render(output, colour, What is null ? deadline.Text : $"{What}: {char.ToLowerInvariant(deadline.Text[0])}{deadline.Text[1..]}");
        if (Due is { } instant)
            output.Attributes.SetAttribute("data-due", instant.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture));
    }
}

/// <summary>Something that opens on a click, also without script.</summary>
[HtmlTargetElement("gov-details")]
public sealed class GovDetails : TagHelper
{
    public string Summary { get; set; } = "";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inside = await output.GetChildContentAsync();
        output.TagName = "details";
        output.SetClass("govuk-details");
        output.Content.SetHtmlContent(Html.All(
            Html.Tag("summary", "govuk-details__summary", Html.Text("span", "govuk-details__summary-text", Summary)),
            Html.Tag("div", "govuk-details__text", inside)));
    }
}

/// <summary>To newer and older entries of a list that is paged by key.</summary>
[HtmlTargetElement("gov-pagination", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class GovPagination : TagHelper
{
    private const string ArrowBack = "m6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z";
    private const string ArrowOn = "m8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z";

    /// <summary>Null: this is the newest page.</summary>
    public string? NewerHref { get; set; }

    /// <summary>Null: this is the oldest page.</summary>
    public string? OlderHref { get; set; }

    public string NewerText { get; set; } = "Newer";

    public string OlderText { get; set; } = "Older";

    /// <summary>Of what, for screen readers.</summary>
    public string What { get; set; } = "entries";

    public string Label { get; set; } = "Pagination";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        // A bound null arrives as an empty string.
        if (string.IsNullOrEmpty(NewerHref) && string.IsNullOrEmpty(OlderHref))
        {
            output.SuppressOutput();
            return;
        }
        output.TagName = "nav";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.SetClass("govuk-pagination govuk-pagination--block");
        output.Attributes.SetAttribute("aria-label", Label);
        output.Content.SetHtmlContent(Html.All(Step("prev", NewerHref, NewerText, ArrowBack), Step("next", OlderHref, OlderText, ArrowOn)));
    }

    private TagBuilder? Step(string rel, string? href, string text, string arrow)
    {
        if (string.IsNullOrEmpty(href))
            return null;
        var icon = Html.Tag("svg", $"govuk-pagination__icon govuk-pagination__icon--{rel}", Html.Tag("path").Attr("d", arrow))
            .Attr("xmlns", "http://www.w3.org/2000/svg").Attr("height", "13").Attr("width", "15")
            .Attr("aria-hidden", "true").Attr("focusable", "false").Attr("viewBox", "0 0 15 13");
        var title = Html.Text("span", "govuk-pagination__link-title govuk-pagination__link-title--decorated", text);
        title.InnerHtml.AppendHtml(Html.Text("span", "govuk-visually-hidden", " " + What));
        var link = Html.Tag("a", "govuk-link govuk-pagination__link", icon, title).Attr("href", href).Attr("rel", rel);
        return Html.Tag("div", "govuk-pagination__" + rel, link);
    }
}
