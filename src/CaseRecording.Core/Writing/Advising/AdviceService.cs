using System.Globalization;
using CaseRecording.Core.Access;
using CaseRecording.Core.Children;
using CaseRecording.Core.Data;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Time;
using CaseRecording.Core.Writing.Likeness;
using CaseRecording.Core.Writing.Lists;
using CaseRecording.Core.Writing.Templates;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Writing.Advising;

/// <summary>A form as it stands, about which advice is asked.</summary>
/// <param name="ChildId">The child whose page it is; the author may record for them.</param>
/// <param name="Kind">What is being written.</param>
/// <param name="DraftId">Its draft.</param>
/// <param name="RecordingId">The entry being changed; null for a new one.</param>
/// <param name="Fields">Names and values as typed.</param>
public sealed record AdviceQuestion(int ChildId, RecordingKind Kind, Guid DraftId, long? RecordingId, IReadOnlyDictionary<string, string[]> Fields);

/// <summary>Gathers what the advice needs to know of the child and the family, and leaves out what the author left.</summary>
public sealed class AdviceService(AppDbContext db, ChildAccess access, WordListCache lists, TwinFinder twins)
{
    /// <summary>Advice on a form, the worst first. Stores nothing.</summary>
    public async Task<IReadOnlyList<Advice>> AdviseAsync(ActionContext context, AdviceQuestion question, CancellationToken cancellationToken = default)
    {
        var request = await RequestAsync(context, question, cancellationToken);
        var words = await TemplateWords.LoadAsync(db, context.Me, question.DraftId, cancellationToken);
        var left = (await LeftAsync(context, question, cancellationToken)).ToHashSet(StringComparer.Ordinal);
        return [.. (await AdviseAsync(context, request, question.RecordingId, words, cancellationToken)).Where(a => !left.Contains(a.Key))];
    }

    /// <summary>Advice on an entry as one child's page shows it, the worst first: for whoever signs it off .</summary>
    internal async Task<IReadOnlyList<Advice>> OnEntryAsync(ActionContext context, int childId, Entry entry, CancellationToken cancellationToken = default)
    {
        var facts = entry.Line.Facts;
        var others = await db.RecordingChildren.AsNoTracking().Where(c => c.RecordingId == entry.Line.Id && c.ChildId != childId).Select(c => c.ChildId).ToListAsync(cancellationToken);
        var input = new RecordingInput
        {
            Kind = facts.Kind,
            ContactType = facts.ContactType,
            IsSignificant = facts.IsSignificant,
            Date = LondonTime.DateOf(facts.OccurredAtUtc),
            Content = entry.Content,
            Children = new Dictionary<int, ChildContent> { [childId] = entry.Own },
        };
        var fields = FormFields.Of(facts.Kind).Select(f => new AdviceField(f.Key, FieldMeanings.Of(f), f.PerChild ? childId : null, f.PerChild ? entry.Own[f.Key] : entry.Content[f.Key])).ToList();
        List<int> childIds = [childId, .. others];
        var request = await RequestAsync(input, childIds, await PeopleAsync(childIds, cancellationToken), fields, context.NowUtc, cancellationToken);
        return await AdviseAsync(context, request, entry.Line.Id, TemplateWords.None, cancellationToken);
    }

    private async Task<IReadOnlyList<Advice>> AdviseAsync(ActionContext context, AdviceRequest request, long? recordingId, TemplateWords words, CancellationToken cancellationToken)
    {
        var childIds = request.Children.Select(c => c.ChildId).ToList();
        var typed = request.Fields.ToDictionary(f => f.Name, f => f.Text, StringComparer.Ordinal);
        var names = OtherPeopleRule.Candidates(request);
        request = request with
        {
            Fields = [.. request.Fields.Select(f => f.Meaning == FieldMeaning.Title ? f : f with { Text = words.Blank(f.Text) })],
            OtherChildren = await OtherChildrenAsync(context.Me, names, childIds, cancellationToken),
            OtherAdults = await OtherAdultsAsync(context, names, childIds, cancellationToken),
            Twins = await twins.FindAsync(context, [.. request.Fields.Where(f => f.Meaning is not (FieldMeaning.Title or FieldMeaning.Line))], childIds, recordingId, words, cancellationToken),
        };
        return
        [
            .. WritingAdvisor.Advise(request, await lists.LoadAsync(db, cancellationToken))
                .Select(a => a.Length == 0 ? a : a with { Passage = typed[a.Field].Substring(a.Start, a.Length) }), // as it stands on the page, template lines and all
        ];
    }

    /// <summary>Full names, in texts that are meant for no child in particular, of children the author may find anyway (N-12).</summary>
    public Task<IReadOnlySet<string>> NamesOfChildrenAsync(ActionContext context, IEnumerable<string> texts, CancellationToken cancellationToken = default) =>
        OtherChildrenAsync(context.Me, OtherPeopleRule.Candidates(new AdviceRequest { Kind = RecordingKind.CaseNote, Children = [], Fields = [.. texts.Select(t => new AdviceField("", FieldMeaning.Account, null, t))] }), [], cancellationToken);

    /// <summary>Remembers that the author leaves a piece of advice, for this entry.</summary>
    public async Task LeaveAsync(ActionContext context, Guid draftId, string key, CancellationToken cancellationToken = default)
    {
        if (key.Length != Advice.KeyLength || !key.All(char.IsAsciiHexDigitLower)) return;
        if (await db.LeftAdvice.AnyAsync(l => l.DraftId == draftId && l.StaffId == context.Me && l.Key == key, cancellationToken)) return;
        db.LeftAdvice.Add(new LeftAdvice { DraftId = draftId, StaffId = context.Me, Key = key, AtUtc = context.NowUtc });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear(); // pressed twice at once: it is left already
        }
    }

    /// <summary>What was left on this draft, or on an earlier draft of the same entry by the same author.</summary>
    private Task<List<string>> LeftAsync(ActionContext context, AdviceQuestion question, CancellationToken cancellationToken) =>
        db.LeftAdvice.AsNoTracking().Where(l => l.StaffId == context.Me
                && (l.DraftId == question.DraftId || (question.RecordingId != null && db.Drafts.Any(d => d.Id == l.DraftId && d.RecordingId == question.RecordingId))))
            .Select(l => l.Key).Distinct().ToListAsync(cancellationToken);

    private async Task<AdviceRequest> RequestAsync(ActionContext context, AdviceQuestion question, CancellationToken cancellationToken)
    {
        var childIds = await ChildrenAsync(context, question, cancellationToken);
        var people = await PeopleAsync(childIds, cancellationToken);
        var known = people.GroupBy(p => p.PersonId).ToDictionary(g => g.Key, g => new KnownPerson(g.First().FullName, g.First().Relationship));
        var input = RecordingForm.Read(question.Kind, question.ChildId, question.Fields, known).Input;
        return await RequestAsync(input, childIds, people, FieldsOf(question, input, childIds), context.NowUtc, cancellationToken);
    }

    private sealed record Known(int PersonId, string FullName, string Relationship, bool IsProfessional, string? JobTitle);

    private Task<List<Known>> PeopleAsync(List<int> childIds, CancellationToken cancellationToken) =>
        db.ChildPeople.AsNoTracking().Where(p => childIds.Contains(p.ChildId))
            .Select(p => new Known(p.PersonId, p.Person.FullName, p.Relationship, p.Person.IsProfessional, p.Person.JobTitle)).ToListAsync(cancellationToken);

    private async Task<AdviceRequest> RequestAsync(RecordingInput input, List<int> childIds, List<Known> people, IEnumerable<AdviceField> fields, DateTime nowUtc, CancellationToken cancellationToken)
    {
        var day = input.Date ?? LondonTime.DateOf(nowUtc);
        var children = await db.Children.AsNoTracking().Where(c => childIds.Contains(c.Id)).Select(c => new { c.Id, c.KnownAs, c.FullName, c.Pronouns, c.BirthDate, c.BirthDateKind }).ToListAsync(cancellationToken);
        var present = input.Content.Participants;
        return new AdviceRequest
        {
            Kind = input.Kind,
            ContactType = input.ContactType,
            IsSignificant = input.IsSignificant || input.Children.Values.Any(input.CountsAsSignificant),
            Children = [.. childIds.Select(id => children.First(c => c.Id == id)).Select(c => new AdviceChild(
                c.Id, c.KnownAs, c.FullName, c.Pronouns, c.BirthDateKind == BirthDateKind.Due ? null : Age.Years(c.BirthDate, day), input.Children.GetValueOrDefault(c.Id)?.Seen))],
            People =
            [
                .. people.GroupBy(p => p.PersonId).Select(g => g.First()).Select(p => new AdvicePerson(
                    p.FullName, p.IsProfessional ? p.JobTitle ?? p.Relationship : p.Relationship, present.Exists(t => t.PersonId == p.PersonId), p.IsProfessional)),
                .. present.Where(t => t.PersonId is null && t.Name.Length > 0).Select(t => new AdvicePerson(t.Name, t.Role, true, true)),
            ],
            Fields = [.. fields],
        };
    }

    /// <summary>The child of the page, and the others ticked for whom the author may record too.</summary>
    private async Task<List<int>> ChildrenAsync(ActionContext context, AdviceQuestion question, CancellationToken cancellationToken)
    {
        var ids = new List<int> { question.ChildId };
        foreach (var text in (question.Fields.GetValueOrDefault("children") ?? []).Distinct(StringComparer.Ordinal).Take(RecordingForm.MostChildren))
        {
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || ids.Contains(id)) continue;
            if ((await access.DecideAsync(context.Me, id, context.NowUtc, cancellationToken)).Level >= AccessLevel.Record) ids.Add(id);
        }

        return ids;
    }

    /// <summary>The texts as typed, so that places in them are places on the page. A question hidden by another answer is not recorded and not advised on.</summary>
    private static IEnumerable<AdviceField> FieldsOf(AdviceQuestion question, RecordingInput input, List<int> childIds)
    {
        foreach (var field in FormFields.Of(question.Kind).Where(f => !f.PerChild))
        {
            if (Typed(question, field, null, input.Content[field.Key]) is { } text) yield return new AdviceField(field.Key, FieldMeanings.Of(field), null, text);
        }

        foreach (var id in childIds)
        {
            foreach (var field in FormFields.Of(question.Kind).Where(f => f.PerChild))
            {
                if (Typed(question, field, id, input.Children.GetValueOrDefault(id)?[field.Key] ?? "") is { } text) yield return new AdviceField(field.NameFor(id), FieldMeanings.Of(field), id, text);
            }
        }
    }

    private static string? Typed(AdviceQuestion question, FormField field, int? childId, string recorded)
    {
        var text = (question.Fields.GetValueOrDefault(field.NameFor(childId))?.FirstOrDefault() ?? "").ReplaceLineEndings("\n");
        if (text.Length > FormField.LongestText) text = text[..FormField.LongestText];
        return recorded.Length == 0 && !string.IsNullOrWhiteSpace(text) ? null : text;
    }

    /// <summary>
    /// Full names of the text that children bear whom the author may find anyway and who have no part in this record (N-12). Those hidden by a restriction
    /// or a conflict are left out by the query itself, so that neither the answer nor its wording tells that they exist.
    /// </summary>
    private async Task<IReadOnlySet<string>> OtherChildrenAsync(Guid me, IReadOnlyCollection<string> candidates, List<int> childIds, CancellationToken cancellationToken)
    {
        var found = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var names = candidates.Select(n => (Name: n, Parts: NamePart.Of(n))).Where(n => n.Parts.Count >= 2).ToList();
        if (names.Count == 0) return found;
        var firsts = names.ConvertAll(n => n.Parts[0].Text);
        var lasts = names.ConvertAll(n => n.Parts[^1].Text);
        var linked = Siblings(childIds);
        var pairs = await (
            from first in db.ChildNames
            where firsts.Contains(first.Part)
            join last in db.ChildNames on first.ChildId equals last.ChildId
            where lasts.Contains(last.Part) && !childIds.Contains(first.ChildId) && !linked.Contains(first.ChildId) && access.Findable(me).Any(c => c.Id == first.ChildId)
            select new { First = first.Part, Last = last.Part }).Distinct().ToListAsync(cancellationToken);
        found.UnionWith(names.Where(n => pairs.Exists(p => p.First == n.Parts[0].Text && p.Last == n.Parts[^1].Text)).Select(n => n.Name));
        return found;
    }

    /// <summary>
    /// Full names of the text that adults bear who stand in another family's records and not in this one's (N-12). Anyone may find a child by name, but their mother or neighbour
    /// only by opening the record: so these are asked for in records alone that the author may open at this moment without giving a reason.
    /// </summary>
    private async Task<IReadOnlySet<string>> OtherAdultsAsync(ActionContext context, IReadOnlyCollection<string> candidates, List<int> childIds, CancellationToken cancellationToken)
    {
        if (candidates.Count == 0) return new HashSet<string>();
        var (family, open) = (Siblings(childIds), access.Recordable(context));
        var own = db.ChildPeople.Where(p => childIds.Contains(p.ChildId) || family.Contains(p.ChildId));
        return (await db.ChildPeople
            .Where(p => !p.Person.IsProfessional && p.Person.OwnRecordId == null && candidates.Contains(p.Person.FullName) && open.Any(c => c.Id == p.ChildId))
            .Where(p => !own.Any(o => o.Person.FullName == p.Person.FullName))
            .Select(p => p.Person.FullName).Distinct().ToListAsync(cancellationToken)).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Records of the children who stand among these children's people.</summary>
    private IQueryable<int> Siblings(List<int> childIds) =>
        db.ChildPeople.Where(p => childIds.Contains(p.ChildId) && p.Person.OwnRecordId != null).Select(p => p.Person.OwnRecordId!.Value);
}
