using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using CaseRecording.Core.Data;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.EntityFrameworkCore;
using DataProtectionKey = CaseRecording.Core.Access.DataProtectionKey;

namespace CaseRecording.Web.Security;

/// <summary>Keeps the framework's keys in the database, where every web node finds them.</summary>
internal sealed class DatabaseKeys(Func<AppDbContext> open) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = open();
        return [.. db.DataProtectionKeys.AsNoTracking().OrderBy(k => k.Id).Select(k => k.Xml).ToList().Select(XElement.Parse)];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var db = open();
        db.DataProtectionKeys.Add(new DataProtectionKey { FriendlyName = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
        db.SaveChangesAsync().GetAwaiter().GetResult(); // the framework asks for its keys without waiting
    }
}

/// <summary>Wraps each key before it is stored: at an explicit place the framework would store them readable.</summary>
internal sealed class KeyWrapper(MasterKey master) : IXmlEncryptor
{
    internal const string Purpose = "data-protection";

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var plain = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var nonce = RandomNumberGenerator.GetBytes(AesGcm.NonceByteSizes.MaxSize);
        var (cipher, tag) = (new byte[plain.Length], new byte[AesGcm.TagByteSizes.MaxSize]);
        using var aes = new AesGcm(master.Derive(Purpose), tag.Length);
        aes.Encrypt(nonce, plain, cipher, tag);
        var wrapped = new XElement("wrapped", Convert.ToBase64String([.. nonce, .. tag, .. cipher]));
        return new EncryptedXmlInfo(wrapped, typeof(KeyUnwrapper));
    }
}

/// <summary>Opens what <see cref="KeyWrapper"/> wrapped. The framework makes it by its name.</summary>
internal sealed class KeyUnwrapper(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement)
    {
        var bytes = Convert.FromBase64String(encryptedElement.Value).AsSpan();
        var (nonceSize, tagSize) = (AesGcm.NonceByteSizes.MaxSize, AesGcm.TagByteSizes.MaxSize);
        var cipher = bytes[(nonceSize + tagSize)..];
        var plain = new byte[cipher.Length];
        using var aes = new AesGcm(services.GetRequiredService<MasterKey>().Derive(KeyWrapper.Purpose), tagSize);
        aes.Decrypt(bytes[..nonceSize], cipher, bytes.Slice(nonceSize, tagSize), plain);
        return XElement.Parse(Encoding.UTF8.GetString(plain));
    }
}
