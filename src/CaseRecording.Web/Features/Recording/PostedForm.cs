using Microsoft.AspNetCore.Http;

namespace CaseRecording.Web.Features.Recording;

/// <summary>A recording form as posted. Names that begin with an underscore, and the button, are not part of what it says.</summary>
public sealed record PostedForm(Dictionary<string, string[]> Fields, string Button, long OpenedVersion)
{
    public static async Task<PostedForm> ReadAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        var fields = form.Where(f => f.Key != "act" && !f.Key.StartsWith('_'))
            .ToDictionary(f => f.Key, f => f.Value.Select(v => (v ?? "").ReplaceLineEndings("\n")).ToArray(), StringComparer.Ordinal);
        return new PostedForm(fields, form["act"].ToString(), long.TryParse(form["_version"], out var version) ? version : 0);
    }
}
