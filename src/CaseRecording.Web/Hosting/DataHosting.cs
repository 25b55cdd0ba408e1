using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Children;
using CaseRecording.Core.Data;
using CaseRecording.Core.Plans;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Recording;
using CaseRecording.Web.Security;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Hosting;

/// <summary>The database and the services that act on it.</summary>
public static class DataHosting
{
    public static void AddCaseRecordingData(this WebApplicationBuilder builder)
    {
        var (services, settings) = (builder.Services, builder.Configuration);
        var open = Opener(settings, builder.Environment);
        services.AddSingleton(open);
        services.AddScoped(provider => provider.GetRequiredService<Func<AppDbContext>>()());
        services.AddSingleton(TimeProvider.System);
        services.AddHttpContextAccessor();
        services.AddScoped<RequestContext>();
        services.AddScoped<ChildAccess>();
        services.AddScoped<AuditTrail>();
        services.AddScoped<AccessHistoryQuery>();
        services.AddScoped<SignInService>();
        services.AddScoped<StaffService>();
        services.AddScoped<TeamService>();
        services.AddScoped<DelegationService>();
        services.AddScoped<RestrictionService>();
        services.AddScoped<PolicyService>();
        services.AddScoped<PolicyStore>();
        services.AddScoped<Core.Forms.FormService>();
        services.AddScoped<Core.Quality.Examples.ExampleQuery>();
        services.AddScoped<Core.Quality.Examples.ExampleService>();
        services.AddScoped<ChildClocks>();
        services.AddScoped<AccessByReason>();
        services.AddScoped<ChildSearch>();
        services.AddScoped<OpeningService>();
        services.AddScoped<ChildService>();
        services.AddScoped<Core.People.PeopleService>();
        services.AddScoped<Features.Shared.ChildBarQuery>();
        services.AddScoped<Features.Details.DetailsQuery>();
        services.AddScoped<Features.People.PeopleQuery>();
        services.AddSingleton<Features.Find.SearchAddress>();
        services.AddScoped<DraftService>();
        services.AddScoped<MyDrafts>();
        services.AddScoped<LeftDrafts>();
        services.AddScoped<Features.Recording.RecordingFactsQuery>();
        services.AddSingleton<Core.Writing.Lists.WordListCache>();
        services.AddScoped<Core.Writing.Lists.WordListService>();
        services.AddScoped<Core.Writing.Likeness.TwinFinder>();
        services.AddScoped<Core.Writing.Advising.AdviceService>();
        services.AddScoped<Core.Writing.Templates.ReadyTextService>();
        services.AddScoped<Features.Recording.FormFilling>();
        services.AddScoped<Features.WritingAdvice.WritingChecks>();
        services.AddScoped<Features.Recording.RecordingTools>();
        services.AddScoped<RecordingService>();
        services.AddScoped<Core.Safeguarding.SafeguardingService>();
        services.AddScoped<Core.Supervision.CauseQuery>();
        services.AddScoped<Core.Summaries.TransferService>();
        services.AddScoped<Core.Summaries.ClosingService>();
        services.AddScoped<Core.Summaries.PapersQuery>();
        services.AddScoped<TaskService>();
        services.AddScoped<PlanService>();
        services.AddScoped<PlanQuery>();
        services.AddScoped<PlanOwners>();
        services.AddScoped<PlanActivity>();
        services.AddScoped<ReviewQuery>();
        services.AddScoped<MyPlans>();
        services.AddScoped<ChangesOfEntry>();
        services.AddScoped<TimelineQuery>();
        services.AddScoped<EntryQuery>();
        services.AddScoped<MoveService>();
        services.AddScoped<Core.Quality.SignOffQueue>();
        services.AddScoped<Core.Quality.StandardReview>();
        services.AddScoped<Core.Quality.MyWork>();
        services.AddScoped<Core.Summaries.SummaryQuery>();
        services.AddScoped<Core.Summaries.SummaryService>();
        services.AddScoped<Core.Quality.TeamClocks>();
        services.AddScoped<Core.Quality.Clocks>();
        services.AddScoped<Core.Quality.Figures.TeamFigures>();
        services.AddScoped<Core.Quality.Audits.SampleService>();
        services.AddScoped<Core.Quality.Audits.AuditService>();
        services.AddScoped<Core.Quality.Audits.AuditQuery>();
        services.AddScoped<Core.Returns.InspectionLists>();
        services.AddScoped<ManagerAlerts>();
        services.AddScoped<Core.Corrections.CorrectionService>();
        services.AddScoped<Core.Corrections.CorrectionQuery>();
        services.AddHostedService<Jobs.NightlyClocks>();
    }

    private static Func<AppDbContext> Opener(IConfiguration settings, IHostEnvironment environment)
    {
        var connection = settings.GetConnectionString("CaseRecording");
        switch (settings["Database:Provider"] ?? "Sqlite")
        {
            case "Sqlite":
                var file = connection ?? $"Data Source={Path.Combine(environment.ContentRootPath, "App_Data", "case-recording.db")}";
                var builder = new SqliteConnectionStringBuilder(file) { ForeignKeys = true, DefaultTimeout = 15 };
                if (Path.GetDirectoryName(builder.DataSource) is { Length: > 0 } folder && !Directory.Exists(folder)) MakePrivate(folder);
                var sqlite = new DbContextOptionsBuilder<SqliteAppDbContext>().UseSqlite(builder.ToString()).AddInterceptors(new SqlitePragmas()).Options;
                return () => new SqliteAppDbContext(sqlite);
            case "SqlServer":
                if (string.IsNullOrWhiteSpace(connection)) throw new SettingException("Set ConnectionStrings:CaseRecording to the SQL Server database.");
                if (!environment.IsDevelopment() && SqlConnectionEncryptOption.Optional.Equals(new SqlConnectionStringBuilder(connection).Encrypt))
                    throw new SettingException("ConnectionStrings:CaseRecording says Encrypt=false. The record must not cross the network in the clear: leave it out or say Encrypt=true.");
                var batch = settings.GetValue<int?>("Database:MaxBatchSize");
                var server = new DbContextOptionsBuilder<SqlServerAppDbContext>().UseSqlServer(connection, sql =>
                {
                    if (batch is { } size) sql.MaxBatchSize(size);
                }).Options;
                return () => new SqlServerAppDbContext(server);
            case var other:
                throw new SettingException($"Database:Provider is ‘{other}’. It must be Sqlite or SqlServer.");
        }
    }

    /// <summary>Nobody but the account that runs the program has business in there.</summary>
    private static void MakePrivate(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
