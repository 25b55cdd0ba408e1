using CaseRecording.Core.Audit;
using CaseRecording.Core.Data;
using CaseRecording.Core.Recording;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Writing.Lists;

/// <summary>The lists in force, kept in memory and read anew when their version in the database is another: a change holds at once on every node.</summary>
public sealed class WordListCache
{
    private volatile WordLists lists = WordLists.Default;

    /// <summary>The lists in force. One small query, and the changes themselves only when there are new ones.</summary>
    public async Task<WordLists> LoadAsync(AppDbContext db, CancellationToken cancellationToken = default)
    {
        var version = await db.WordListChanges.MaxAsync(c => (int?)c.Id, cancellationToken) ?? 0;
        if (version != lists.Version) lists = WordLists.With(await db.WordListChanges.AsNoTracking().OrderBy(c => c.Id).ToListAsync(cancellationToken));
        return lists;
    }
}

/// <summary>A line of a list as an administrator typed it.</summary>
/// <param name="Expression">What is looked for.</param>
/// <param name="Instead">What to write instead.</param>
/// <param name="Explanation">What it means, or why it matters.</param>
/// <param name="Reason">Why it changes.</param>
/// <param name="Opened">Number of the change that was in force when the page was opened; 0 for a line as delivered.</param>
public sealed record WordChange(string? Expression, string? Instead, string? Explanation, string? Reason, int Opened = 0);

/// <summary>Adds, changes and takes out lines of the council's lists, each with a reason. In force at once.</summary>
public sealed class WordListService(AppDbContext db)
{
    private const int LongestReason = 1000;

    /// <summary>The line as it is now, or null: it was never there, or was taken out.</summary>
    public async Task<(WordEntry? Entry, int Number)> FindAsync(WordKind kind, string key, CancellationToken cancellationToken = default)
    {
        var latest = await db.WordListChanges.AsNoTracking().Where(c => c.Kind == kind && c.Key == key).OrderByDescending(c => c.Number).FirstOrDefaultAsync(cancellationToken);
        if (latest is null) return (DefaultWords.All.FirstOrDefault(e => e.Kind == kind && e.Key == key), 0);
        return (latest.Removed ? null : new WordEntry(kind, key, latest.Expression, latest.Instead, latest.Explanation), latest.Number);
    }

    /// <summary>Adds a line. One that was taken out before comes back with its history.</summary>
    /// <returns>Its key.</returns>
    /// <exception cref="RuleViolationException">Something is missing or too long, or the expression is in the list already.</exception>
    public async Task<string> AddAsync(ActionContext context, WordKind kind, WordChange change, CancellationToken cancellationToken = default)
    {
        var key = WordEntry.KeyOf(change.Expression ?? "");
        var (entry, number) = await FindAsync(kind, key, cancellationToken);
        var check = Check(change).Refuse(Rules.A06, key.Length > 0 && entry is not null, "expression", "This expression is in the list already. Change it there");
        check.ThrowIfAny();
        await StoreAsync(context, kind, key, number, change, removed: false, cancellationToken);
        return key;
    }

    /// <summary>Changes a line.</summary>
    /// <exception cref="RuleViolationException">Something is missing or too long, or nothing changed.</exception>
    /// <exception cref="EditedMeanwhileException">Someone changed it since the page was opened.</exception>
    public async Task ChangeAsync(ActionContext context, WordKind kind, string key, WordChange change, CancellationToken cancellationToken = default)
    {
        var (entry, number) = await FindAsync(kind, key, cancellationToken);
        if (number != change.Opened || entry is null) throw new EditedMeanwhileException();
        var same = entry.Expression == Text(change.Expression) && entry.Instead == Text(change.Instead) && entry.Explanation == Text(change.Explanation);
        Check(change).Refuse(Rules.A06, same, "expression", "Nothing is different from what is in the list").ThrowIfAny();
        await StoreAsync(context, kind, key, number, change, removed: false, cancellationToken);
    }

    /// <summary>Takes a line out: it is no longer looked for, and its history stays.</summary>
    /// <exception cref="RuleViolationException">No reason.</exception>
    /// <exception cref="EditedMeanwhileException">Someone changed it since the page was opened.</exception>
    public async Task RemoveAsync(ActionContext context, WordKind kind, string key, string? reason, int opened, CancellationToken cancellationToken = default)
    {
        var (entry, number) = await FindAsync(kind, key, cancellationToken);
        if (number != opened || entry is null) throw new EditedMeanwhileException();
        var change = new WordChange(entry.Expression, entry.Instead, entry.Explanation, reason);
        Check(change, "removeReason").ThrowIfAny();
        await StoreAsync(context, kind, key, number, change, removed: true, cancellationToken);
    }

    private static RuleCheck Check(WordChange change, string reasonAt = "reason") => new RuleCheck()
        .Refuse(Rules.A06, WordEntry.KeyOf(change.Expression ?? "").Length == 0, "expression", "Enter the word or expression to look for")
        .Refuse(Rules.A06, Text(change.Expression).Length > WordEntry.LongestExpression, "expression", $"This must be {WordEntry.LongestExpression} characters or fewer")
        .Refuse(Rules.A06, Text(change.Expression).Contains('|'), "expression", "Part several spellings with semicolons")
        .Refuse(Rules.A06, Text(change.Instead).Length > WordEntry.LongestInstead, "instead", $"This must be {WordEntry.LongestInstead} characters or fewer")
        .Refuse(Rules.A06, Text(change.Explanation).Length > WordEntry.LongestExplanation, "explanation", $"This must be {WordEntry.LongestExplanation} characters or fewer")
        .Refuse(Rules.A06, Text(change.Reason).Length is 0 or > LongestReason, reasonAt, $"Say why, in at most {LongestReason:N0} characters");

    private async Task StoreAsync(ActionContext context, WordKind kind, string key, int number, WordChange change, bool removed, CancellationToken cancellationToken)
    {
        var reason = Text(change.Reason);
        db.WordListChanges.Add(new WordListChange
        {
            Kind = kind,
            Key = key,
            Number = number + 1,
            Expression = Text(change.Expression),
            Instead = Text(change.Instead),
            Explanation = Text(change.Explanation),
            Removed = removed,
            Reason = reason,
            ChangedById = context.UserId,
            ChangedAtUtc = context.NowUtc,
        });
        db.Audit(context with { Reason = reason }, AuditAction.WordListChanged, subject: $"words:{kind.Slug()}:{key}", after: removed ? "taken out" : number == 0 ? "set" : "changed");
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            // Two at once made the same next change: the index lets one of them.
            throw new EditedMeanwhileException();
        }
    }

    private static string Text(string? text) => (text ?? "").Trim();
}
