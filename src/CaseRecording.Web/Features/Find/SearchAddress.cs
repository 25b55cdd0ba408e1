using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace CaseRecording.Web.Features.Find;

/// <summary>Keeps a search in an address, so that paging and going back work, without a child's name in browser history or a proxy's log.</summary>
public sealed class SearchAddress(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("CaseRecording.Find");

    /// <summary>The address of a page's results for what was typed.</summary>
    public string Of(string page, string? typed) => $"{page}?s={protector.Protect((typed ?? "").Trim())}";

    /// <summary>What was typed; null where the address holds none, or one of an expired key.</summary>
    public string? Read(string? s)
    {
        try
        {
            return s is null ? null : protector.Unprotect(s);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
