using CaseRecording.Core.Access;
using CaseRecording.Web.Features.Error;
using CaseRecording.Web.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace CaseRecording.Web.Security;

/// <summary>Who is signed in, and the keys that prove it.</summary>
public static class SecurityHosting
{
    /// <summary>Name of the scheme of a signed-in person.</summary>
    public const string Session = "Session";

    /// <summary>
    /// Name of the scheme of a person who gave the right password and must do more before a session begins: choose a new
    /// password now, show a second factor later.
    /// </summary>
    public const string HalfSignedIn = "HalfSignedIn";

    public static void AddCaseRecordingSecurity(this WebApplicationBuilder builder)
    {
        var (services, environment) = (builder.Services, builder.Environment);
        services.AddSingleton(_ => MasterKey.From(builder.Configuration, environment));
        services.AddDataProtection().SetApplicationName("CaseRecording");
        services.AddSingleton<DatabaseKeys>();
        services.AddSingleton<KeyWrapper>();
        services.AddOptions<KeyManagementOptions>().Configure<DatabaseKeys, KeyWrapper>((keys, stored, wrapper) => (keys.XmlRepository, keys.XmlEncryptor) = (stored, wrapper));

        if (environment.IsDevelopment()) services.Configure<Hosting.SessionOptions>(builder.Configuration.GetSection("Session"));
        services.AddSingleton<SessionLimits>();
        services.AddSingleton<SessionStore>();
        services.AddSingleton<SignInThrottle>();
        services.AddHostedService<SessionSweep>();
        services.Configure<PasswordHasherOptions>(hashing => hashing.IterationCount = Passwords.HashIterations);
        services.AddSingleton<IPasswordHasher<Staff>, PasswordHasher<Staff>>();

        services.AddAuthentication(Session)
            .AddCookie(Session, cookie => Configure(cookie, "session", environment))
            .AddCookie(HalfSignedIn, cookie =>
            {
                Configure(cookie, "sign-in", environment);
                cookie.ExpireTimeSpan = TimeSpan.FromMinutes(10);
            });
        services.AddOptions<CookieAuthenticationOptions>(Session).Configure<SessionStore>((cookie, store) => cookie.SessionStore = store);
        // An action that says nothing of who may come in lets nobody in. An address that is not there is for signed-in people to know.
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder()
            .RequireAuthenticatedUser()
            .RequireAssertion(decision => decision.Resource is HttpContext http && http.GetEndpoint() is null)
            .Build());
    }

    private static void Configure(CookieAuthenticationOptions cookie, string name, IHostEnvironment environment)
    {
        // The prefix makes a browser refuse the cookie without TLS or from another host; on a developer's plain HTTP it cannot be had.
        cookie.Cookie.Name = environment.IsDevelopment() ? $"case-recording-{name}" : $"__Host-case-recording-{name}";
        cookie.Cookie.SecurePolicy = environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        cookie.Cookie.SameSite = SameSiteMode.Strict;
        cookie.Cookie.HttpOnly = true;
        cookie.ExpireTimeSpan = SessionLimits.Longest;
        cookie.SlidingExpiration = false;
        cookie.Events.OnRedirectToLogin = AskToSignIn;
        cookie.Events.OnRedirectToAccessDenied = context =>
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };
    }

    private static Task AskToSignIn(RedirectContext<CookieAuthenticationOptions> context)
    {
        var http = context.HttpContext;
        if (!ErrorController.WantsPage(http.Request))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }

        var back = PageToComeBackTo(http);
        var query = new QueryString();
        if (back is not null and not "/") query = query.Add("returnUrl", back);
        if (SessionStore.HasEnded(http)) query = query.Add("ended", "true");
        context.Response.Redirect(Routes.SignIn + query);
        return Task.CompletedTask;
    }

    /// <summary>The page that was asked for, or the one a form was sent from where it has the form's address.</summary>
    private static string? PageToComeBackTo(HttpContext http)
    {
        var request = http.Request;
        if (HttpMethods.IsGet(request.Method)) return request.Path + request.QueryString;
        var template = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        var hasPage = template is not null && http.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Any(e => e.RoutePattern.RawText == template && e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains(HttpMethods.Get) == true);
        return hasPage ? request.Path + request.QueryString : null;
    }
}
