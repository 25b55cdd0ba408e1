using Microsoft.AspNetCore.Components;

namespace CaseRecording.Web.Features.Shared;

/// <summary>Addresses of static files with their fingerprint, where no tag helper writes them.</summary>
public static class Assets
{
    /// <param name="path">Relative to wwwroot, like <c>js/autosave.js</c>.</param>
    public static string Url(HttpContext context, string path)
    {
        var assets = context.GetEndpoint()?.Metadata.GetMetadata<ResourceAssetCollection>();
        return $"{context.Request.PathBase}/{assets?[path] ?? path}";
    }
}
