using System.Net;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace CaseRecording.Web.Tests;

/// <summary>An answer: status, where it leads, and the page in it.</summary>
public sealed record WebPage(HttpStatusCode Status, string? Location, IHtmlDocument Document, HttpResponseMessage Response)
{
    /// <summary>The form that posts to this address, or the one of the page's main part when it holds only one.</summary>
    public IHtmlFormElement Form(string? action = null)
    {
        var forms = Document.QuerySelectorAll<IHtmlFormElement>(action is null ? "main form" : "form").ToList();
        return forms.Single(f => action is null || f.GetAttribute("action") == action);
    }

    /// <summary>Every sentence of the error summary.</summary>
    public IReadOnlyList<string> Errors => [.. Document.QuerySelectorAll(".govuk-error-summary__list li").Select(e => e.TextContent.Trim())];

    /// <summary>The message that stands at a field, without its hidden word "Error".</summary>
    public string? ErrorAt(string field) => Document.QuerySelector($"#{field}-error")?.TextContent.Trim() is { } text
        ? text.Replace("Error:", "", StringComparison.Ordinal).Trim()
        : null;

    /// <summary>The page's words, runs of white space as one space.</summary>
    public string Text => string.Join(' ', Document.Body!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>A browser without script: keeps cookies, asks for pages, sends forms with all their fields. Redirects are not followed.</summary>
public sealed class WebClient(HttpClient http, CookieContainer cookies)
{
    public static readonly Uri Address = new("https://localhost");

    /// <summary>For requests that no form makes.</summary>
    public HttpClient Http { get; } = http;

    public CookieContainer Cookies { get; } = cookies;

    public async Task<WebPage> GetPage(string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        return await SendAsync(request);
    }

    /// <summary>Sends a form as a browser does, with other answers where given. A null answer leaves the field out; several send it several times.</summary>
    /// <param name="button">Name and value of the button pressed, where it matters.</param>
    public Task<WebPage> SubmitForm(IHtmlFormElement form, IEnumerable<(string Name, string? Value)>? answers = null, (string Name, string Value)? button = null)
    {
        var given = (answers ?? []).ToLookup(a => a.Name, a => a.Value);
        var fields = FieldsOf(form).Where(f => !given.Contains(f.Key)).ToList();
        fields.AddRange(given.SelectMany(g => g.Where(v => v is not null).Select(v => KeyValuePair.Create(g.Key, v!))));
        if (button is { } pressed) fields.Add(KeyValuePair.Create(pressed.Name, pressed.Value));
        return PostAsync(form.GetAttribute("action") is { Length: > 0 } action ? action : new Uri(form.BaseUri).PathAndQuery, fields);
    }

    /// <summary>Opens a page and sends its form.</summary>
    public async Task<WebPage> FillIn(string address, params (string Name, string? Value)[] answers)
    {
        var page = await GetPage(address);
        return page.Status == HttpStatusCode.OK ? await SubmitForm(page.Form(), answers) : page;
    }

    /// <summary>Sends fields as they stand, without a form's token.</summary>
    public async Task<WebPage> PostAsync(string address, IEnumerable<KeyValuePair<string, string>> fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(fields) };
        return await SendAsync(request);
    }

    /// <summary>Asks as a page's script does, not as a page.</summary>
    public Task<HttpResponseMessage> Fetch(HttpMethod method, string address, HttpContent? content = null, string? token = null)
    {
        var request = new HttpRequestMessage(method, address) { Content = content };
        request.Headers.Add("Sec-Fetch-Mode", "cors");
        if (token is not null) request.Headers.Add("X-CSRF", token);
        return Http.SendAsync(request);
    }

    private async Task<WebPage> SendAsync(HttpRequestMessage request)
    {
        request.Headers.Add("Accept", "text/html,*/*;q=0.8");
        var response = await Http.SendAsync(request);
        var html = await response.Content.ReadAsStringAsync();
        var address = new Uri(Address, request.RequestUri!.ToString()).AbsoluteUri;
        var document = (IHtmlDocument)await BrowsingContext.New().OpenAsync(content => content.Content(html).Address(address));
        return new WebPage(response.StatusCode, response.Headers.Location?.ToString(), document, response);
    }

    /// <summary>What a browser would send: enabled fields with a name, the chosen ones of radios, checkboxes and lists.</summary>
    private static IEnumerable<KeyValuePair<string, string>> FieldsOf(IHtmlFormElement form)
    {
        foreach (var element in form.Elements.Where(e => !e.HasAttribute("disabled")))
        {
            switch (element)
            {
                case IHtmlInputElement { Name: { Length: > 0 } name } input when input.Type is "checkbox" or "radio" ? input.IsChecked : input.Type is not ("submit" or "button" or "file"):
                    yield return KeyValuePair.Create(name, input.Value);
                    break;
                case IHtmlTextAreaElement { Name: { Length: > 0 } name } area:
                    yield return KeyValuePair.Create(name, area.Value);
                    break;
                case IHtmlSelectElement { Name: { Length: > 0 } name } select:
                    foreach (var option in select.SelectedOptions) yield return KeyValuePair.Create(name, option.Value);
                    break;
            }
        }
    }
}
