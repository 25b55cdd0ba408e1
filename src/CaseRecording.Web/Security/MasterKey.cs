using System.Security.Cryptography;
using System.Text;
using CaseRecording.Web.Hosting;

namespace CaseRecording.Web.Security;

/// <summary>
/// The one secret of an installation, setting <c>Security:MasterKey</c>. Every other key is derived from it for one purpose,
/// so that knowing one tells nothing of the others. Kept outside the database it protects.
/// </summary>
public sealed class MasterKey
{
    private const int Bytes = 32;
    private const int FewestDifferentBytes = 12;
    private readonly byte[] secret;

    private MasterKey(byte[] secret) => this.secret = secret;

    /// <summary>A key of 32 bytes for one purpose.</summary>
    public byte[] Derive(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, Bytes, info: Encoding.UTF8.GetBytes("case-recording:" + purpose));

    /// <summary>The key of the settings. In Development, where none is set, one made once and kept beside the embedded database.</summary>
    /// <exception cref="SettingException">Missing or weak.</exception>
    public static MasterKey From(IConfiguration settings, IHostEnvironment environment)
    {
        var text = settings["Security:MasterKey"];
        if (string.IsNullOrWhiteSpace(text) && environment.IsDevelopment())
            return new MasterKey(DevelopmentKey(Path.Combine(environment.ContentRootPath, "App_Data", "development.key")));

        var key = new byte[1024];
        if (string.IsNullOrWhiteSpace(text) || !Convert.TryFromBase64String(text.Trim(), key, out var length))
            throw new SettingException("Set Security:MasterKey (environment variable Security__MasterKey) to at least 32 random bytes in base64, for example from: openssl rand -base64 32");
        if (length < Bytes || key[..length].Distinct().Count() < FewestDifferentBytes)
            throw new SettingException("Security:MasterKey is too weak. It must be at least 32 random bytes in base64, for example from: openssl rand -base64 32");
        return new MasterKey(key[..length]);
    }

    private static byte[] DevelopmentKey(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            var mine = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
            if (!OperatingSystem.IsWindows()) mine.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using var file = new FileStream(path, mine);
            var made = RandomNumberGenerator.GetBytes(Bytes);
            file.Write(made);
            return made;
        }
        catch (IOException) when (File.Exists(path))
        {
            return File.ReadAllBytes(path);
        }
    }
}
