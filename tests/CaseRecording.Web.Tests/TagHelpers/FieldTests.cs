using AngleSharp.Html.Parser;
using CaseRecording.Web.TagHelpers;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CaseRecording.Web.Tests.TagHelpers;

public sealed class FieldTests
{
    private readonly TagHelperRunner _run = new();

    [Fact]
    public async Task Input_PostedValueAndModelValue_ShowsWhatWasPosted()
    {
        _run.ModelState.SetModelValue("place", "<b>At home</b>", "<b>At home</b>");

        var html = await Render("gov-input", new GovInput { Name = "place", Label = "Place", Value = "Office" });

        Assert.Contains("value=\"&lt;b&gt;At home&lt;/b&gt;\"", html);
        Assert.DoesNotContain("Office", html);
    }

    [Fact]
    public async Task Input_DraftValues_WinOverModelValue()
    {
        _run.View.ViewData.SetFormValues(new Dictionary<string, string[]> { ["place"] = ["School"] });

        Assert.Contains("value=\"School\"", await Render("gov-input", new GovInput { Name = "place", Label = "Place", Value = "Office" }));
        Assert.DoesNotContain("value=", await Render("gov-input", new GovInput { Name = "reason", Label = "Reason", Value = "proposed" }));
    }

    [Fact]
    public async Task Input_Password_IsNeverWrittenBack()
    {
        _run.ModelState.SetModelValue("password", "correct horse", "correct horse");

        Assert.DoesNotContain("correct horse", await Render("gov-input", new GovInput { Name = "password", Label = "Password", Type = "password" }));
    }

    [Fact]
    public async Task Input_TwoErrors_ShowsAndDescribesBoth()
    {
        _run.ModelState.AddModelError("place", "Enter the place");
        _run.ModelState.AddModelError("place", "Say whose home it is");

        var html = await Render("gov-input", new GovInput { Name = "place", Label = "Place" });

        Assert.Contains("aria-describedby=\"place-error place-error-2\"", html);
        Assert.Contains("Enter the place", html);
        Assert.Contains("Say whose home it is", html);
    }

    [Fact]
    public async Task Textarea_ValueBeginsWithLineBreak_KeepsIt()
    {
        var html = await Render("gov-textarea", new GovTextarea { Name = "facts", Label = "What happened", Value = "\nSecond line" });

        Assert.Equal("\nSecond line", new HtmlParser().ParseDocument(html).QuerySelector("textarea")!.TextContent);
    }

    [Fact]
    public async Task Checkboxes_SeveralPosted_TicksThemAll()
    {
        _run.ModelState.SetModelValue("present", new ValueProviderResult(new Microsoft.Extensions.Primitives.StringValues(["mother", "aunt"])));

        var html = await Render("gov-checkboxes", new GovCheckboxes { Name = "present", Label = "Who was there?" },
            new GovOption { Value = "mother" }, new GovOption { Value = "father", Selected = true }, new GovOption { Value = "aunt" });

        var ticked = HtmlShape.Of(html).Split('\n').Where(line => line.Contains("checked=yes")).ToArray();
        Assert.Equal(2, ticked.Length);
        Assert.Contains("value=mother", ticked[0]);
        Assert.Contains("value=aunt", ticked[1]);
    }

    [Fact]
    public async Task Radios_OptionText_IsEncoded()
    {
        var html = await Render("gov-radios", new GovRadios { Name = "seen", Label = "<i>Seen?</i>" }, new GovOption { Value = "\"><script>", Text = "<script>alert(1)</script>", Hint = "<b>" });

        Assert.DoesNotContain("<script>", html);
        Assert.DoesNotContain("<b>", html);
        Assert.DoesNotContain("<i>", html);
    }

    [Fact]
    public async Task ErrorSummary_ErrorsFoundInAnotherOrder_FollowTheQuestions()
    {
        _run.ModelState.AddModelError("time", "Enter the time");
        _run.ModelState.AddModelError("", "Somebody else saved first");
        _run.ModelState.AddModelError("date", "Enter the date");
        _run.ModelState.AddModelError("Place", "Enter the place");

        var summary = await _run.RunAsync("gov-error-summary", new GovErrorSummary());
        var fields = new IHtmlContent[]
        {
            await _run.RunAsync("gov-input", new GovInput { Name = "place", Label = "Place" }),
            await _run.RunAsync("gov-date", new GovDate { Name = "date", Label = "Date" }),
            await _run.RunAsync("gov-time", new GovTime { Name = "time", Label = "Time" }),
        };

        // Written together, as a page is: the summary first.
        var lines = HtmlShape.Of(TagHelperRunner.Text([summary, .. fields])).Split('\n').Select(l => l.Trim()).ToList();
        Assert.Equal(["<a href=#place>", "<a href=#date-day>", "<a href=#time>"], lines.Where(l => l.StartsWith("<a ", StringComparison.Ordinal)));
        Assert.True(lines.IndexOf("Somebody else saved first") > lines.IndexOf("Enter the time"));
    }

    [Fact]
    public async Task ErrorSummary_NoErrors_IsNotThere() =>
        Assert.Equal("", TagHelperRunner.Text(await _run.RunAsync("gov-error-summary", new GovErrorSummary())));

    private async Task<string> Render(string element, TagHelper helper, params object[] inside) =>
        TagHelperRunner.Text(await _run.RunAsync(element, helper, null, inside));
}
