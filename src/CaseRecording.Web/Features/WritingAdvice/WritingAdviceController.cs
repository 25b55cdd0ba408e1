using CaseRecording.Core.Access;
using CaseRecording.Core.Data;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Writing.Advising;
using CaseRecording.Core.Writing.Likeness;
using CaseRecording.Core.Writing.Templates;
using CaseRecording.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Features.WritingAdvice;

/// <summary>Writing advice as a form's script asks for it, and the page that shows two like texts side by side (N-11).</summary>
public sealed class WritingAdviceController(AdviceService advice, DraftService drafts, TwinFinder twins, AppDbContext db, RequestContext request) : Controller
{
    /// <summary>Advice on the form as it stands. Nothing of it is stored or logged.</summary>
    [HttpPost(Routes.Advice), ChildAccess(AccessLevel.Record), BodyLimit(BodyLimitAttribute.Recording)]
    public async Task<IActionResult> Advise(int childId, string form, Guid draftId, [FromBody] AdviceAsked? asked)
    {
        if (asked?.Fields is null || asked.Fields.Count > DraftService.MostFields || RecordingForm.KindOf(form) is not { } kind) return BadRequest();
        var fields = asked.Fields.ToDictionary(f => f.Key, f => (f.Value ?? []).OfType<string>().ToArray(), StringComparer.Ordinal);
        var question = new AdviceQuestion(childId, kind, draftId, await OwnEntryAsync(childId, asked.RecordingId), fields);
        return Ok(AdviceList.From(await advice.AdviseAsync(request.Current, question, HttpContext.RequestAborted), draftId));
    }

    /// <summary>The author leaves a remark; it is not made again for this entry.</summary>
    [HttpPost(Routes.LeaveAdvice), ChildAccess(AccessLevel.Record)]
    public async Task<IActionResult> Leave(Guid draftId, [FromBody] AdviceLeft? left)
    {
        if (left?.Key is not { Length: Advice.KeyLength } key) return BadRequest();
        await advice.LeaveAsync(request.Current, draftId, key, HttpContext.RequestAborted);
        return NoContent();
    }

    /// <summary>A text of one's own draft beside the earlier entry. It is a view of the record that the entry is read in, and audited as one.</summary>
    [HttpGet(Routes.Twin), ChildAccess(AccessLevel.Read)]
    public async Task<IActionResult> Twin(int childId, long recordingId, Guid draftId, string? field)
    {
        if (await drafts.FindAsync(request.Current, draftId, HttpContext.RequestAborted) is not { FinishedAtUtc: null } draft) return NotFound();
        var mine = draft.Fields.GetValueOrDefault(field ?? "")?.FirstOrDefault()?.ReplaceLineEndings("\n") ?? "";
        if (mine.Length == 0 || await twins.EntryAsync(recordingId, childId, HttpContext.RequestAborted) is not { } entry) return NotFound();
        var words = await TemplateWords.LoadAsync(db, request.Current.Me, draftId, HttpContext.RequestAborted);
        var (theirs, common) = entry.Texts.Values.Select(text => (text, CommonParts.Of(words.Blank(mine, andPhrases: true), words.Blank(text, andPhrases: true)))).MaxBy(c => c.Item2.Words);
        var name = await db.Children.Where(c => c.Id == childId).Select(c => c.KnownAs).SingleAsync(HttpContext.RequestAborted);
        return View("Twin", new TwinPage(
            name, Routes.ToWrite(draft.ChildId, draft.Form, draft.RecordingId, draftId), Routes.ToEntry(childId, recordingId), entry.OccurredAtUtc,
            new TwinText("What you are writing", Parts(mine, common.Mine)), new TwinText(entry.Title, Parts(theirs, common.Theirs)), common.Words, (int)Math.Round(common.Share * 100)));
    }

    /// <summary>Only an entry of one's own about this child is being changed; any other number is none.</summary>
    private async Task<long?> OwnEntryAsync(int childId, long? recordingId) =>
        recordingId is { } id && await db.Recordings.AnyAsync(r => r.Id == id && r.AuthorId == request.Current.Me && r.Children.Any(c => c.ChildId == childId), HttpContext.RequestAborted) ? id : null;

    private static List<(string Text, bool Common)> Parts(string text, IReadOnlyList<TextPart> common)
    {
        var parts = new List<(string, bool)>();
        var at = 0;
        foreach (var part in common)
        {
            if (part.Start > at) parts.Add((text[at..part.Start], false));
            parts.Add((text.Substring(part.Start, part.Length), true));
            at = part.Start + part.Length;
        }

        if (at < text.Length) parts.Add((text[at..], false));
        return parts;
    }
}
