using CaseRecording.Web.Hosting;
using CaseRecording.Web.Security;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace CaseRecording.Web.Tests.Security;

public sealed class MasterKeyTests
{
    [Theory]
    [InlineData(null, "Set Security:MasterKey")]
    [InlineData("", "Set Security:MasterKey")]
    [InlineData("a password", "Set Security:MasterKey")]
    [InlineData("c2hvcnQ=", "too weak")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "too weak")]
    public void From_MissingOrWeakInProduction_StopsWithASentence(string? setting, string sentence)
    {
        var refused = Assert.Throws<SettingException>(() => MasterKey.From(Settings(setting), new Host("Production")));
        Assert.Contains(sentence, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Derive_OtherPurpose_IsAnotherKey()
    {
        var key = MasterKey.From(Settings(Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData([1]))), new Host("Production"));
        Assert.Equal(32, key.Derive("a").Length);
        Assert.Equal(key.Derive("a"), key.Derive("a"));
        Assert.NotEqual(key.Derive("a"), key.Derive("b"));
    }

    [Fact]
    public void From_MissingInDevelopment_MakesOneAndKeepsIt()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        var (first, second) = (MasterKey.From(Settings(null), new Host("Development", folder)), MasterKey.From(Settings(null), new Host("Development", folder)));
        Assert.Equal(first.Derive("a"), second.Derive("a"));
        Directory.Delete(folder, recursive: true);
    }

    private static IConfiguration Settings(string? key) => new ConfigurationBuilder().AddInMemoryCollection([new("Security:MasterKey", key)]).Build();

    private sealed class Host(string environment, string folder = "") : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = environment;

        public string ApplicationName { get; set; } = "";

        public string ContentRootPath { get; set; } = folder;

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
