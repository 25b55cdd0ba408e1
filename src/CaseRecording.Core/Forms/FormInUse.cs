using CaseRecording.Core.Data;
using CaseRecording.Core.Recording;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Forms;

/// <summary>The version of a form that a page is made from .</summary>
/// <param name="Number">Its number; null while the version asked for, or any, is not approved: then a draft can be kept and nothing saved to the record.</param>
/// <param name="Guidance">What it says; the form as delivered while none is approved.</param>
/// <param name="Newest">Number of the version in use; null while none is approved.</param>
/// <param name="NewestFromUtc">Since when that is in use, UTC.</param>
public sealed record FormInUse(int? Number, FormGuidance Guidance, int? Newest, DateTime? NewestFromUtc)
{
    /// <summary>A newer version was approved since the draft was begun. The draft goes on with its own.</summary>
    public bool IsOlder => Number < Newest;

    /// <summary>Reads it: one query.</summary>
    /// <param name="db">The database.</param>
    /// <param name="kind">The form.</param>
    /// <param name="begunWith">The version that a draft was begun with; null for the one in use.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<FormInUse> LoadAsync(AppDbContext db, RecordingKind kind, int? begunWith, CancellationToken cancellationToken = default)
    {
        var approved = await Usable(db, kind).OrderByDescending(f => f.Number).ToListAsync(cancellationToken);
        var newest = approved.FirstOrDefault();
        var used = begunWith is { } number ? approved.Find(f => f.Number == number) : newest;
        return new FormInUse(used?.Number, used?.Guidance ?? newest?.Guidance ?? FormGuidance.Delivered(kind), newest?.Number, newest?.DecidedAtUtc);
    }

    /// <summary>The version an entry is saved with. Refused where senior management has not approved it .</summary>
    internal static async Task<int> RequireAsync(AppDbContext db, RecordingKind kind, int? begunWith, RuleCheck check, CancellationToken cancellationToken)
    {
        var found = await Usable(db, kind).Where(f => begunWith == null || f.Number == begunWith).MaxAsync(f => (int?)f.Number, cancellationToken);
        check.Refuse(Rules.Q06, found is null, "", $"Senior management has not approved {(begunWith is { } number ? $"version {number} of " : "")}the form ‘{kind.Label()}’, so nothing can be saved to the record with it. Your draft is kept. Ask a senior manager to approve the form");
        return found ?? begunWith ?? 1;
    }

    private static IQueryable<FormVersion> Usable(AppDbContext db, RecordingKind kind) =>
        db.FormVersions.AsNoTracking().Where(f => f.Kind == kind && f.State == FormVersionState.Approved);
}
