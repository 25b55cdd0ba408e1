using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Data;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Writing.Advising;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Writing.Templates;

/// <summary>A template or phrase as typed.</summary>
/// <param name="Name">What it is chosen by.</param>
/// <param name="Texts">Texts by field key; keys that its use does not have are left out.</param>
/// <param name="NamesNoChild">Its author has looked: a name in it that a child bears too means somebody else.</param>
public sealed record ReadyTextInput(string? Name, IReadOnlyDictionary<string, string?> Texts, bool NamesNoChild = false);

/// <summary>A team whose templates this person can use.</summary>
/// <param name="TeamId">Key.</param>
/// <param name="Name">The team's name.</param>
/// <param name="MayChange">They manage or coordinate it, so its templates are theirs to keep.</param>
public sealed record ReadyTextTeam(int TeamId, string Name, bool MayChange);

/// <summary>A template or phrase as it is offered to someone who writes.</summary>
/// <param name="Id">Key.</param>
/// <param name="Use">What it is for.</param>
/// <param name="Name">What it is chosen by.</param>
/// <param name="Team">The team's name; null: their own.</param>
/// <param name="Texts">Texts by field key.</param>
public sealed record OfferedText(Guid Id, ReadyUse Use, string Name, string? Team, IReadOnlyDictionary<string, string> Texts)
{
    /// <summary>What a phrase says.</summary>
    public string Text => Texts.GetValueOrDefault("text", "");
}

/// <summary>Templates and phrases: one's own, which nobody else sees, and those of one's teams, which the team's manager or coordinator keeps.</summary>
public sealed class ReadyTextService(AppDbContext db, AdviceService advice)
{
    /// <summary>Most that one person or one team has at a time.</summary>
    public const int Most = 200;

    /// <summary>What a person can begin from: their own and their teams', retired or not.</summary>
    public static IQueryable<ReadyText> Of(AppDbContext db, Guid me) => db.ReadyTexts.Where(r =>
        r.OwnerId == me || (r.TeamId != null && (db.TeamMembers.Any(m => m.StaffId == me && m.TeamId == r.TeamId) || db.Teams.Any(t => t.Id == r.TeamId && t.ManagerId == me))));

    /// <summary>The teams whose templates this person can use, by name.</summary>
    public Task<List<ReadyTextTeam>> TeamsAsync(Guid me, CancellationToken cancellationToken = default) =>
        db.Teams.AsNoTracking().Where(t => t.ManagerId == me || db.TeamMembers.Any(m => m.StaffId == me && m.TeamId == t.Id)).OrderBy(t => t.Name)
            .Select(t => new ReadyTextTeam(t.Id, t.Name, t.ManagerId == me || db.StaffRoles.Any(r => r.StaffId == me && (r.Role == Role.TeamManager || r.Role == Role.TeamCoordinator))))
            .ToListAsync(cancellationToken);

    /// <summary>What is offered on a form, their own first: phrases, and the templates of its kind.</summary>
    public async Task<IReadOnlyList<OfferedText>> OfferedAsync(Guid me, RecordingKind kind, CancellationToken cancellationToken = default)
    {
        var uses = ReadyUse.All.Where(u => u.Kind is null || u.Kind == kind).ToDictionary(u => u.Code, StringComparer.Ordinal);
        var rows = await Of(db, me).AsNoTracking().Where(r => r.RetiredAtUtc == null && uses.Keys.Contains(r.Use)).OrderBy(r => r.TeamId).ThenBy(r => r.Name)
            .Select(r => new { r.Id, r.Use, r.Name, Team = db.Teams.Where(t => t.Id == r.TeamId).Select(t => t.Name).FirstOrDefault(), r.Texts }).ToListAsync(cancellationToken);
        return rows.ConvertAll(r => new OfferedText(r.Id, uses[r.Use], r.Name, r.Team, r.Texts));
    }

    /// <summary>One that this person can use, and whether they may change it; null: there is none for them.</summary>
    public async Task<(ReadyText Text, bool MayChange)?> FindAsync(Guid me, Guid id, CancellationToken cancellationToken = default)
    {
        if (await Of(db, me).FirstOrDefaultAsync(r => r.Id == id, cancellationToken) is not { } text) return null;
        return (text, text.OwnerId == me || (await TeamsAsync(me, cancellationToken)).Exists(t => t.TeamId == text.TeamId && t.MayChange));
    }

    /// <summary>Makes one.</summary>
    /// <param name="context">Who and when.</param>
    /// <param name="teamId">The team it is for; null: their own.</param>
    /// <param name="use">What it is for.</param>
    /// <param name="input">As typed.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="RuleViolationException">Something is missing or too long, or it names a child (N-12).</exception>
    /// <exception cref="AccessRefusedException">A team whose templates are not theirs to keep.</exception>
    public async Task<Guid> AddAsync(ActionContext context, int? teamId, ReadyUse use, ReadyTextInput input, CancellationToken cancellationToken = default)
    {
        if (teamId is not null && !(await TeamsAsync(context.Me, cancellationToken)).Exists(t => t.TeamId == teamId && t.MayChange)) throw new AccessRefusedException(AccessLevel.Hidden);
        var count = await db.ReadyTexts.CountAsync(r => r.RetiredAtUtc == null && r.TeamId == teamId && (teamId != null || r.OwnerId == context.Me), cancellationToken);
        var (name, texts) = await CheckAsync(context, use, input, count >= Most, cancellationToken);
        var text = new ReadyText(context.Me, teamId, use, name, texts, context.NowUtc);
        db.ReadyTexts.Add(text);
        db.Audit(context, AuditAction.TemplateChanged, subject: Subject(text), after: $"made, {text.Use}");
        await db.SaveChangesAsync(cancellationToken);
        return text.Id;
    }

    /// <summary>Changes one. Texts begun from it before stay as they are.</summary>
    /// <exception cref="RuleViolationException">Something is missing or too long, or it names a child (N-12).</exception>
    /// <exception cref="AccessRefusedException">Not theirs to change.</exception>
    /// <exception cref="EditedMeanwhileException">Someone changed it since the page was opened.</exception>
    public async Task ChangeAsync(ActionContext context, Guid id, Guid opened, ReadyTextInput input, CancellationToken cancellationToken = default)
    {
        var text = await OpenAsync(context, id, opened, cancellationToken);
        var (name, texts) = await CheckAsync(context, ReadyUse.Find(text.Use)!, input, tooMany: false, cancellationToken);
        text.Change(name, texts);
        await SaveAsync(context, text, "changed", cancellationToken);
    }

    /// <summary>Takes one out of use.</summary>
    /// <exception cref="AccessRefusedException">Not theirs to change.</exception>
    /// <exception cref="EditedMeanwhileException">Someone changed it since the page was opened.</exception>
    public async Task RetireAsync(ActionContext context, Guid id, Guid opened, CancellationToken cancellationToken = default)
    {
        var text = await OpenAsync(context, id, opened, cancellationToken);
        text.Retire(context.NowUtc);
        await SaveAsync(context, text, "retired", cancellationToken);
    }

    /// <summary>Brings a retired one back.</summary>
    /// <exception cref="AccessRefusedException">Not theirs to change.</exception>
    /// <exception cref="EditedMeanwhileException">Someone changed it since the page was opened.</exception>
    public async Task BringBackAsync(ActionContext context, Guid id, Guid opened, CancellationToken cancellationToken = default)
    {
        var text = await OpenAsync(context, id, opened, cancellationToken);
        text.BringBack();
        await SaveAsync(context, text, "brought back", cancellationToken);
    }

    private async Task<ReadyText> OpenAsync(ActionContext context, Guid id, Guid opened, CancellationToken cancellationToken)
    {
        if (await FindAsync(context.Me, id, cancellationToken) is not (var text, true)) throw new AccessRefusedException(AccessLevel.Hidden);
        db.Entry(text).Property(t => t.Version).OriginalValue = opened;
        return text;
    }

    private async Task SaveAsync(ActionContext context, ReadyText text, string what, CancellationToken cancellationToken)
    {
        db.Audit(context, AuditAction.TemplateChanged, subject: Subject(text), after: what);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new EditedMeanwhileException();
        }
    }

    private async Task<(string Name, SortedDictionary<string, string> Texts)> CheckAsync(ActionContext context, ReadyUse use, ReadyTextInput input, bool tooMany, CancellationToken cancellationToken)
    {
        var name = Clean(input.Name);
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in use.Fields.Where(f => Clean(input.Texts.GetValueOrDefault(f.Key)).Length > 0)) texts[field.Key] = Clean(input.Texts[field.Key]);
        var longest = use.Kind is null ? ReadyText.LongestPhrase : ReadyText.LongestText;
        var check = new RuleCheck()
            .Refuse(Rules.N01, name.Length is 0 or > ReadyText.LongestName, "name", $"Enter a name of at most {ReadyText.LongestName} characters, by which it is found again")
            .Refuse(Rules.N01, texts.Count == 0, use.Fields[0].Key, use.Kind is null ? "Enter what the phrase says" : "Enter a text for at least one field")
            .Refuse(Rules.N01, tooMany, "", $"There is room for {Most}. Retire one that nobody uses");
        foreach (var (key, text) in texts) check.Refuse(Rules.N01, text.Length > longest, key, $"This is {text.Length:N0} characters long; it can hold {longest:N0}");
        if (!input.NamesNoChild)
        {
            var names = await advice.NamesOfChildrenAsync(context, texts.Values.Append(name), cancellationToken);
            check.Refuse(Rules.N12, names.Count > 0, "namesNoChild", $"{string.Join(", ", names)} looks like the name of a child. What many write from must name none. Take it out, or tick that it means somebody else");
        }

        check.ThrowIfAny();
        return (name, texts);
    }

    private static string Clean(string? text) => new string([.. (text ?? "").ReplaceLineEndings("\n").Where(c => !char.IsControl(c) || c is '\n' or '\t')]).Trim();

    private static string Subject(ReadyText text) => $"template:{text.Id:N}";
}
