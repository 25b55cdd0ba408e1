using System.Security.Claims;
using CaseRecording.Core.Access;
using Microsoft.AspNetCore.Authentication;

namespace CaseRecording.Web.Security;

/// <summary>Begins and ends a person's sign-in.</summary>
public static class Sessions
{
    private const string StampClaim = "stamp";

    /// <summary>Begins a session for a person whose every proof is in hand.</summary>
    public static async Task<ClaimsPrincipal> StartAsync(HttpContext http, Staff staff)
    {
        var identity = new ClaimsIdentity(SecurityHosting.Session);
        identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, staff.Id.ToString()));
        identity.AddClaim(new Claim(ClaimTypes.Name, staff.DisplayName));
        identity.AddClaims(staff.Roles.Select(r => new Claim(ClaimTypes.Role, r.Role.ToString())));
        await http.SignOutAsync(SecurityHosting.HalfSignedIn);
        var person = new ClaimsPrincipal(identity);
        await http.SignInAsync(SecurityHosting.Session, person);
        return person;
    }

    /// <summary>Whether the person acts for a team's manager now .</summary>
    public static bool IsDeputy(ClaimsPrincipal person) => person.HasClaim(c => c.Type == SessionStore.DeputyClaim);

    /// <summary>Keeps for ten minutes that the password was right, while the person does what is still asked of them.</summary>
    public static Task StartHalfAsync(HttpContext http, Staff staff)
    {
        var identity = new ClaimsIdentity([new(ClaimTypes.NameIdentifier, staff.Id.ToString()), new(StampClaim, staff.SecurityStamp ?? "")], SecurityHosting.HalfSignedIn);
        return http.SignInAsync(SecurityHosting.HalfSignedIn, new ClaimsPrincipal(identity));
    }

    /// <summary>Who is half signed in; null when nobody is. The stamp changes with the password, so that it serves once.</summary>
    public static async Task<(Guid StaffId, string Stamp)?> HalfAsync(HttpContext http)
    {
        var half = await http.AuthenticateAsync(SecurityHosting.HalfSignedIn);
        return half.Principal is { } person ? (Guid.Parse(person.FindFirstValue(ClaimTypes.NameIdentifier)!), person.FindFirstValue(StampClaim)!) : null;
    }

    /// <summary>Ends this session and asks the browser to forget its pages. What was typed and not yet sent stays, encrypted.</summary>
    public static async Task EndAsync(HttpContext http)
    {
        await http.SignOutAsync(SecurityHosting.Session);
        http.Response.Headers["Clear-Site-Data"] = "\"cache\"";
    }
}
