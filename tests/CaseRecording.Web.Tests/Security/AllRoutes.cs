using System.Globalization;
using CaseRecording.Web.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace CaseRecording.Web.Tests.Security;

/// <summary>One address and method that the program answers, as its endpoints say: a new one is here without being listed.</summary>
internal sealed record Route(string Method, RouteEndpoint Endpoint)
{
    public string Template => "/" + Endpoint.RoutePattern.RawText!.TrimStart('/');

    /// <summary>What its action or class says of who may come in; the last said counts.</summary>
    public IAccessRequirement? Requirement => Endpoint.Metadata.GetMetadata<IAccessRequirement>();

    public bool NamesAChild => Endpoint.RoutePattern.GetParameter("childId") is not null;

    public bool OpensAChild => Requirement is ChildAccessAttribute;

    public bool ChangesSomething => Method is not ("GET" or "HEAD" or "OPTIONS");

    public static IReadOnlyList<Route> Of(WebWorld web) =>
    [
        .. web.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<Microsoft.AspNetCore.StaticAssets.StaticAssetDescriptor>() is null)
            // The framework's own, for static files made after the build; it says nothing, so the fallback policy keeps it shut.
            .Where(e => e.RoutePattern.RawText != "{**path:file}")
            .SelectMany(e => (e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET", "POST"]).Select(method => new Route(method, e))),
    ];

    /// <summary>An address of this route, with a value for each of its parts that fits what the part must be.</summary>
    public string Address(int childId)
    {
        var parts = Endpoint.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternParameterPart { Name: "childId" } => childId.ToString(CultureInfo.InvariantCulture),
            RoutePatternParameterPart parameter => Value(parameter),
            _ => throw new InvalidOperationException($"{Template} has a part this test does not know"),
        })));
        return "/" + string.Join('/', parts);
    }

    private static string Value(RoutePatternParameterPart parameter) => parameter.ParameterPolicies.Select(p => p.Content).FirstOrDefault() switch
    {
        "int" or "long" => "1",
        "guid" => "11111111-1111-4111-8111-111111111111",
        // The first of a list of words that the part may be.
        { } words when words.StartsWith("regex(^(", StringComparison.Ordinal) => words[8..].Split('|', ')')[0],
        _ => parameter.Default?.ToString() ?? "x",
    };

    public override string ToString() => $"{Method} {Template}";

    /// <summary>A controller's action, but for the error page, which answers every method, and the style page, which is not there outside Development.</summary>
    public bool IsPage => IsAction && Template != "/error" && !Template.StartsWith("/dev/", StringComparison.Ordinal);

    public bool IsAction => Endpoint.Metadata.GetMetadata<ControllerActionDescriptor>() is not null;
}
