using CaseRecording.Core.Disclosure;
using CaseRecording.Web.Disclosure;
using CaseRecording.Web.Features.Requests;
using Microsoft.AspNetCore.DataProtection;

namespace CaseRecording.Web.Jobs;

/// <summary>Access requests and the exports made for them in the background.</summary>
public static class DisclosureHosting
{
    public static void AddDisclosure(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var folder = ExportFiles.Folder(builder.Configuration, builder.Environment);
        services.AddScoped<DisclosureService>();
        services.AddScoped<RequestQueries>();
        services.AddSingleton<ExportQueue>();
        services.AddSingleton<IRecordDocument, RecordPdf>();
        services.AddSingleton(provider => new ExportFiles(folder, provider.GetRequiredService<IDataProtectionProvider>()));
        services.AddSingleton<ExportWorker>();
        services.AddHostedService(provider => provider.GetRequiredService<ExportWorker>());
    }
}
