using System.Text.Json;
using Microsoft.AspNetCore.Components;

namespace CaseRecording.Web.Features.Shared;

/// <summary>Addresses of static files with their fingerprint, where no tag helper writes them.</summary>
public static class Assets
{
    private static readonly Dictionary<string, string> ModulePaths = new(StringComparer.Ordinal)
    {
        ["govuk"] = "vendor/govuk/govuk-frontend.min.js",
        ["moj"] = "vendor/moj/moj-frontend.min.js",
        ["advice"] = "js/advice.js",
        ["autosave"] = "js/autosave.js",
        ["concerns"] = "js/concerns.js",
        ["conflict"] = "js/conflict.js",
        ["fields"] = "js/fields.js",
        ["hide"] = "js/hide.js",
        ["idle"] = "js/idle.js",
        ["keys"] = "js/keys.js",
        ["marks"] = "js/marks.js",
        ["keep"] = "js/keep.js",
        ["signoff"] = "js/signoff.js",
        ["status"] = "js/status.js",
        ["phrases"] = "js/phrases.js",
        ["progress"] = "js/progress.js",
        ["recording"] = "js/recording.js",
    };

    /// <summary>Address by name of every module app.js may load, as JSON.</summary>
    public static string Modules(HttpContext context) => JsonSerializer.Serialize(ModulePaths.ToDictionary(m => m.Key, m => Url(context, m.Value)));

    /// <param name="path">Relative to wwwroot, like <c>js/autosave.js</c>.</param>
    public static string Url(HttpContext context, string path)
    {
        var assets = context.GetEndpoint()?.Metadata.GetMetadata<ResourceAssetCollection>();
        return $"{context.Request.PathBase}/{assets?[path] ?? path}";
    }
}
