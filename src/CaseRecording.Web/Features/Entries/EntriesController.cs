using CaseRecording.Core.Access;
using CaseRecording.Core.Plans;
using CaseRecording.Core.Quality;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Safeguarding;
using CaseRecording.Core.Summaries;
using CaseRecording.Core.Supervision;
using CaseRecording.Core.Time;
using CaseRecording.Web.Features.Shared;
using CaseRecording.Web.Security;
using CaseRecording.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;

namespace CaseRecording.Web.Features.Entries;

/// <summary>One entry as its child's page shows it, and what is done to it once it is final.</summary>
[Route(Routes.Entry)]
public sealed class EntriesController(EntryQuery entries, TaskService tasks, SafeguardingService safeguarding, CauseQuery links, TransferService transfers, RecordingService recordings, StandardReview standard, Core.Corrections.CorrectionQuery corrections, ChildBarQuery bar, PlanActivity plans, RequestContext request) : Controller
{
    [HttpGet(""), ChildAccess(AccessLevel.Read)]
    public async Task<IActionResult> Show(int childId, long recordingId, int? version, CancellationToken cancellationToken)
    {
        if (await entries.TraceAsync(childId, recordingId, cancellationToken) is not { } trace) return await PageAsync("Show", childId, recordingId, new EntryForm(), version, cancellationToken);
        // An address kept from before: the trace tells all that this record still knows.
        Response.StatusCode = StatusCodes.Status410Gone;
        return View("Moved", new MovedModel(await bar.LoadAsync(childId, ChildTab.Timeline), trace));
    }

    [HttpPost("sign-off"), ChildAccess(AccessLevel.Manage, OrDeputy = true)]
    public async Task<IActionResult> SignOff(int childId, long recordingId, EntryForm form, CancellationToken cancellationToken)
    {
        var (input, comments) = await AnswersAsync(childId, cancellationToken);
        if (!await ModelState.TryAsync(() => recordings.SignOffAsync(request.Current, recordingId, form.Opened, input, cancellationToken)))
        {
            return await PageAsync("Show", childId, recordingId, form, null, cancellationToken, input, comments);
        }

        return form.Next ? Redirect($"{Routes.SignOffQueue}/next?after={recordingId}") : Redirect(Routes.ToEntry(childId, recordingId));
    }

    [HttpPost("return"), ChildAccess(AccessLevel.Manage, OrDeputy = true)]
    public async Task<IActionResult> Return(int childId, long recordingId, EntryForm form, CancellationToken cancellationToken)
    {
        var place = PlaceOf(form, childId);
        if (!await ModelState.TryAsync(() => recordings.ReturnAsync(request.Current, recordingId, form.Opened, form.ReturnReason, place, cancellationToken)))
        {
            return await PageAsync("Show", childId, recordingId, form, null, cancellationToken);
        }

        return Redirect(form.Next ? $"{Routes.SignOffQueue}/next?after={recordingId}" : Routes.ToEntry(childId, recordingId));
    }

    [HttpGet("amend"), ChildAccess(AccessLevel.Record)]
    public Task<IActionResult> Amend(int childId, long recordingId, CancellationToken cancellationToken) =>
        PageAsync("Amend", childId, recordingId, new EntryForm(), null, cancellationToken);

    [HttpPost("amend"), ChildAccess(AccessLevel.Record)]
    public async Task<IActionResult> Amend(int childId, long recordingId, EntryForm form, CancellationToken cancellationToken)
    {
        var corrected = ReadCorrection(form);
        var input = new AmendmentInput(form.Text, form.AmendReason, form.OnlyThisChild ? childId : null, corrected);
        if (!ModelState.IsValid || !await ModelState.TryAsync(() => recordings.AmendAsync(request.Current, recordingId, form.Opened, input, cancellationToken)))
        {
            return await PageAsync("Amend", childId, recordingId, form, null, cancellationToken);
        }

        return Redirect(Routes.ToEntry(childId, recordingId) + "#amendments");
    }

    /// <summary>Two versions side by side in one text, word by word.</summary>
    [HttpGet("compare"), ChildAccess(AccessLevel.Read)]
    public async Task<IActionResult> Compare(int childId, long recordingId, int from, int to, CancellationToken cancellationToken)
    {
        if (from >= to || await entries.FindAsync(childId, recordingId, from, cancellationToken) is not { } before || await entries.FindAsync(childId, recordingId, to, cancellationToken) is not { } after)
        {
            return NotFound();
        }

        var child = await bar.LoadAsync(childId, ChildTab.Timeline);
        return View(new CompareModel(child, before, after, EntryComparison.Between(before, after, child.KnownAs)));
    }

    /// <summary>The answers on the points of the standard, and every comment typed .</summary>
    private async Task<(SignOffInput Input, Dictionary<StandardPoints, string> Comments)> AnswersAsync(int childId, CancellationToken cancellationToken)
    {
        var posted = await Request.ReadFormAsync(cancellationToken);
        var comments = StandardLabels.All.ToDictionary(p => p, p => posted[SignOffInput.CommentOf(p)].ToString());
        var verdicts = StandardLabels.All.Select(p => (Point: p, Answer: posted[SignOffInput.FieldOf(p)].ToString())).Where(a => a.Answer is "yes" or "no")
            .Select(a => new PointVerdict(a.Point, a.Answer == "yes", a.Answer == "yes" ? null : comments[a.Point]));
        return (new SignOffInput([.. verdicts], childId), comments);
    }

    /// <summary>What a return is about. A text that each child has their own of is the part of the child whose page it is.</summary>
    private static ReturnPlace? PlaceOf(EntryForm form, int childId) => string.IsNullOrWhiteSpace(form.ReturnField)
        ? null
        : new ReturnPlace(
            form.ReturnField,
            Enum.GetValues<RecordingKind>().SelectMany(FormFields.Of).Any(f => f.Key == form.ReturnField && f.PerChild) ? childId : null,
            string.IsNullOrWhiteSpace(form.ReturnPassage) ? null : form.ReturnPassage.Trim());

    /// <summary>What its author changed after the last return, as this child's page may show it; null for an entry that answers none.</summary>
    private async Task<IReadOnlyList<FieldDifference>?> SinceReturnAsync(int childId, string child, Entry entry, CancellationToken cancellationToken) =>
        entry.Returns is [var last, ..] && last.OfVersion < entry.CurrentVersion && await entries.FindAsync(childId, entry.Line.Id, last.OfVersion, cancellationToken) is { } before
            ? EntryComparison.Between(before, entry, child)
            : null;

    private DateTime? ReadCorrection(EntryForm form) => form.Date is null && string.IsNullOrWhiteSpace(form.Time)
        ? null
        : ModelState.ReadMoment(form.Date, form.Time, form.SecondHour, "Enter the right date as well as the time", "Enter the right time as well as the date");

    private async Task<IActionResult> PageAsync(string view, int childId, long recordingId, EntryForm form, int? version, CancellationToken cancellationToken, SignOffInput? given = null, Dictionary<StandardPoints, string>? comments = null)
    {
        var entry = await entries.FindAsync(childId, recordingId, version, cancellationToken);
        if (entry is null) return NotFound();
        if (form.Opened == Guid.Empty) form.Opened = entry.Version;
        var me = request.Current.Me;
        var transfer = entry.Line.Facts.Kind == RecordingKind.TransferSummary ? (await transfers.OfChildAsync(childId, cancellationToken)).Find(t => t.RecordingId == recordingId) : null;
        var level = HttpContext.Access().Level;
        var signsOffFor = HttpContext.Access().SignsOffFor;
        var maySignOff = HttpContext.Access().MaySignOff && signsOffFor != entry.AuthorId && signsOffFor != entry.MadeById && entry.Line.Facts.State == RecordingState.Final && entry.NeedsSignOff && entry.AuthorId != me && entry.MadeById != me;
        var reviews = maySignOff && view == "Show" && entry.Shown == entry.CurrentVersion;
        var child = await bar.LoadAsync(childId, ChildTab.Timeline);
        return View(view, new EntryModel(child, entry, form, request.Current.NowUtc)
        {
            Transfer = transfer,
            MayAcknowledge = transfer is { AcknowledgedAtUtc: null } && transfer.ToWorkerId == me && level >= AccessLevel.Record,
            Links = await links.OfEntryAsync(childId, recordingId, cancellationToken),
            MayMake = kind => level >= AccessLevel.Record && SupervisionRules.MayRecord(kind, role => User.IsInRole(role.ToString())),
            Standard = reviews ? await standard.ReadAsync(request.Current, childId, child.KnownAs, entry, cancellationToken) : [],
            OtherParts = reviews ? await standard.OtherPartsAsync(request.Current, childId, recordingId, cancellationToken) : [],
            SinceReturn = reviews ? await SinceReturnAsync(childId, child.KnownAs, entry, cancellationToken) : null,
            Given = given,
            Comments = comments ?? [],
            Tasks = await tasks.OfEntryAsync(childId, recordingId, cancellationToken),
            Goals = await plans.NamesAsync(childId, PlanActivity.GoalsOf(entry.Content, entry.Own), cancellationToken),
            Safeguarding = await safeguarding.OfEntryAsync(request.Current, childId, recordingId, cancellationToken),
            Corrections = await corrections.OfEntryAsync(childId, recordingId, cancellationToken),
            MayRecord = level >= AccessLevel.Record,
            MayAmend = level >= AccessLevel.Record && entry.Line.Facts.State != RecordingState.Written,
            MayMove = Core.Recording.Recording.MayBeMoved(entry.Line.Facts.State, entry.AuthorId == me, level),
            MayEdit = entry.AuthorId == me && level >= AccessLevel.Record && entry.Line.Facts.State is (RecordingState.Written or RecordingState.Returned),
            MaySignOff = reviews,
        });
    }
}
