using System.Globalization;
using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using CaseRecording.Core.Audit;
using CaseRecording.Web.Features.Error;
using CaseRecording.Web.Jobs;
using CaseRecording.Web.Security;
using CaseRecording.Web.TagHelpers;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.WebEncoders;

namespace CaseRecording.Web.Hosting;

/// <summary>Pages, headers, static files and error pages: what every feature stands on.</summary>
public static class WebHosting
{
    public static WebApplicationBuilder AddCaseRecordingWeb(this WebApplicationBuilder builder)
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.GetCultureInfo("en-GB");
        var (services, settings) = (builder.Services, builder.Configuration);
        services.Configure<CouncilOptions>(settings.GetSection("Council"));
        if (string.IsNullOrWhiteSpace(settings["Council:Name"]))
            throw new SettingException("Set Council:Name (environment variable Council__Name) to the name of the council; every page shows it.");

        builder.AddCaseRecordingLog();
        builder.AddCaseRecordingData();
        builder.AddCaseRecordingSecurity();
        builder.AddDisclosure();
        builder.AddMail();
        builder.AddCaseRecordingAudit();
        builder.AddCaseRecordingProxy();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        services.AddControllersWithViews(ConfigureMvc).AddRazorOptions(UseFeatureFolders);
        // Page and attribute values stay readable and small: only what HTML needs is escaped.
        services.Configure<WebEncoderOptions>(encoder => encoder.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddRouting(routing => routing.LowercaseUrls = true);
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.HeaderName = "X-CSRF";
            antiforgery.SuppressXFrameOptionsHeader = true; // SecurityHeaders is stricter
            antiforgery.Cookie.Name = "case-recording-form";
            antiforgery.Cookie.SameSite = SameSiteMode.Strict;
            antiforgery.Cookie.SecurePolicy = builder.Environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        });
        services.AddHsts(hsts => (hsts.MaxAge, hsts.IncludeSubDomains) = (TimeSpan.FromDays(365), true));
        // Compressing over TLS is safe here: all cookies are SameSite=Strict, so no other site can make a signed-in request.
        services.AddResponseCompression(compression => compression.EnableForHttps = true);
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Fastest);
        services.TryAddSingleton(TimeProvider.System);
        return builder;
    }

    public static void UseCaseRecordingWeb(this WebApplication app)
    {
        // Stops here with a sentence if it is missing or weak; migrating and backing up need none.
        app.Services.GetRequiredService<MasterKey>();
        app.Services.GetRequiredService<SignedHeads>();
        app.UseForwardedHeaders();
        app.UseMiddleware<RequestLog>();
        app.UseMiddleware<SecurityHeaders>();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/error",
            AllowStatusCode404Response = true,
            StatusCodeSelector = ErrorController.StatusFor,
        });
        app.UseStatusCodePagesWithReExecute("/error");
        app.Use(OnlyPagesGetErrorPages);
        if (!app.Environment.IsDevelopment())
            app.UseHsts();
        app.UseResponseCompression();
        app.UseRouting();
        app.Use(RequestLog.RememberRoute);
        app.UseAuthentication();
        app.Use(SessionStore.ThrowIfAway);
        app.UseAuthorization();

        app.MapStaticAssets().WithMetadata(new PublicAttribute());
        app.MapCspReports();
        app.MapHealth();
        app.MapControllers().WithStaticAssets();
    }

    private static void ConfigureMvc(MvcOptions mvc)
    {
        mvc.ModelBinderProviders.Insert(0, new DateBinderProvider());
        mvc.Filters.Add(new AutoValidateAntiforgeryTokenAttribute());
        mvc.Filters.Add<RuleFilter>();
        // Required answers are told by validators and rules in the words of the form, never by the type system.
        mvc.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
        DefaultModelBindingMessageProvider says = mvc.ModelBindingMessageProvider;
        says.SetValueMustNotBeNullAccessor(_ => "Answer this question");
        says.SetMissingBindRequiredValueAccessor(_ => "Answer this question");
        says.SetAttemptedValueIsInvalidAccessor((value, _) => $"Check this answer: “{value}” is not understood here");
        says.SetNonPropertyAttemptedValueIsInvalidAccessor(value => $"Check this answer: “{value}” is not understood here");
        says.SetUnknownValueIsInvalidAccessor(_ => "Check this answer");
        says.SetNonPropertyUnknownValueIsInvalidAccessor(() => "Check this answer");
        says.SetValueIsInvalidAccessor(value => $"Check this answer: “{value}” is not understood here");
        says.SetValueMustBeANumberAccessor(_ => "Enter a number");
        says.SetNonPropertyValueMustBeANumberAccessor(() => "Enter a number");
    }

    private static void UseFeatureFolders(RazorViewEngineOptions razor)
    {
        razor.ViewLocationFormats.Clear();
        razor.ViewLocationFormats.Add("/Features/{1}/{0}.cshtml");
        razor.ViewLocationFormats.Add("/Features/Shared/{0}.cshtml");
    }

    private static Task OnlyPagesGetErrorPages(HttpContext context, RequestDelegate next)
    {
        if (!ErrorController.WantsPage(context.Request))
            context.Features.Get<IStatusCodePagesFeature>()!.Enabled = false;
        return next(context);
    }
}
