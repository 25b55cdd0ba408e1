using System.Text.RegularExpressions;
using CaseRecording.TestKit;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace CaseRecording.Web.Tests.Hosting;

/// <summary>No Docker engine runs the tests: the files are read, and hold what docs/operations.md promises.</summary>
public sealed partial class ComposeTests
{
    private static readonly string Text = File.ReadAllText(Repository.PathTo("docker-compose.yml"));

    private static readonly Dictionary<object, object> Services = Map(Parse()["services"]);

    [Fact]
    public void Compose_EveryService_IsThereOnceAndHealthIsWaitedFor()
    {
        Assert.Equal(["database", "migrate", "account", "web"], Services.Keys.Cast<string>());
        Assert.Equal("service_healthy", Condition("migrate", "database"));
        Assert.Equal("service_completed_successfully", Condition("account", "migrate"));
        Assert.Equal("service_completed_successfully", Condition("web", "account"));
        foreach (var name in new[] { "database", "web" }) Assert.NotEmpty(List(Map(Service(name)["healthcheck"])["test"]));
        foreach (var name in new[] { "migrate", "account" }) Assert.Equal("no", Service(name)["restart"]);
        Assert.Equal(["migrate"], List(Service("migrate")["command"]));
    }

    [Theory]
    [InlineData("migrate")]
    [InlineData("web")]
    public void Compose_TheApplication_RunsAsNobodyOnAReadOnlyRoot(string name)
    {
        var service = Service(name);

        Assert.Equal("true", service["read_only"]);
        Assert.Matches("^[1-9][0-9]*:[1-9][0-9]*$", (string)service["user"]);
        Assert.Equal(["ALL"], List(service["cap_drop"]));
        Assert.Equal(["no-new-privileges:true"], List(service["security_opt"]));
        Assert.StartsWith("/tmp:", Assert.Single(List(service["tmpfs"])), StringComparison.Ordinal);
        Assert.Equal("Production", Map(service["environment"])["ASPNETCORE_ENVIRONMENT"]);
    }

    [Fact]
    public void Compose_EverySecret_ComesFromTheEnvironmentAndHasNoDefault()
    {
        var secrets = Services.Values.SelectMany(s => Map(s).TryGetValue("environment", out var all) ? Map(all) : [])
            .Where(e => Secret().IsMatch((string)e.Key) || ((string)e.Value).Contains("Password=", StringComparison.Ordinal)).ToList();

        Assert.True(secrets.Count >= 6, $"{secrets.Count} secrets");
        Assert.All(secrets, s => Assert.Matches(@"\$\{(MASTER_KEY|MSSQL_SA_PASSWORD|APP_DB_PASSWORD)(:\?[^}]*)?\}", (string)s.Value));
        foreach (var name in new[] { "MASTER_KEY", "MSSQL_SA_PASSWORD", "APP_DB_PASSWORD" }) Assert.Contains($"${{{name}:?", Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Compose_TheWebApplication_IsNotTheDatabasesAdministratorAndKeepsItsFoldersInVolumes()
    {
        var web = Service("web");

        Assert.Contains("User ID=case_recording_app;", (string)Map(web["environment"])["ConnectionStrings__CaseRecording"], StringComparison.Ordinal);
        Assert.Equal(["exports:/data/exports", "audit-heads:/data/audit-heads"], List(web["volumes"]));
        Assert.All(List(web["volumes"]), v => Assert.True(Map(Parse()["volumes"]).ContainsKey(v.Split(':')[0])));
        var account = File.ReadAllText(Repository.PathTo("src", "CaseRecording.Web", "Commands", "sql-server-account.sql"));
        Assert.DoesNotContain("ddl", account, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("owner", account, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Dockerfile_LastStage_RunsAsNobodyWithAHealthCheckAndWithoutTheSdk()
    {
        var stages = Regex.Split(File.ReadAllText(Repository.PathTo("Dockerfile")), "^FROM ", RegexOptions.Multiline)[1..];

        Assert.True(stages.Length >= 2);
        Assert.Contains("dotnet/aspnet", stages[^1].Split('\n')[0], StringComparison.Ordinal);
        Assert.Contains("\nUSER $APP_UID", stages[^1], StringComparison.Ordinal);
        Assert.Contains("\nHEALTHCHECK", stages[^1], StringComparison.Ordinal);
        Assert.Contains("GET " + Routes.Ready, stages[^1], StringComparison.Ordinal);
    }

    private static Dictionary<object, object> Parse() =>
        Map(new DeserializerBuilder().Build().Deserialize(new MergingParser(new YamlDotNet.Core.Parser(new StringReader(Text))))!);

    private static Dictionary<object, object> Service(string name) => Map(Services[name]);

    private static string Condition(string service, string on) => (string)Map(Map(Service(service)["depends_on"])[on])["condition"];

    private static Dictionary<object, object> Map(object node) => Assert.IsType<Dictionary<object, object>>(node);

    private static List<string> List(object node) => [.. Assert.IsType<List<object>>(node).Cast<string>()];

    [GeneratedRegex("PASSWORD|MasterKey", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Secret();
}
