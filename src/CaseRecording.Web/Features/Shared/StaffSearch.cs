using CaseRecording.Core.Access;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Features.Shared;

/// <summary>Finds people on the staff by what somebody remembers of their name.</summary>
public static class StaffSearch
{
    /// <summary>Those whose name or user name holds the text.</summary>
    public static IQueryable<Staff> Named(this IQueryable<Staff> people, string text)
    {
        var pattern = $"%{text.Trim().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
        return people.Where(s => EF.Functions.Like(s.DisplayName, pattern, "\\") || EF.Functions.Like(s.UserName!, pattern, "\\"));
    }
}
