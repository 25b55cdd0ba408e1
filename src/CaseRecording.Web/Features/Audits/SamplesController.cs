using System.Globalization;
using CaseRecording.Core.Access;
using CaseRecording.Core.Data;
using CaseRecording.Core.Quality;
using CaseRecording.Core.Quality.Audits;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Time;
using CaseRecording.Web.Features.Shared;
using CaseRecording.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace CaseRecording.Web.Features.Audits;

/// <summary>Samples of records to be audited: of a team for those who manage it, of all teams for a senior manager .</summary>
[ForRoles(Role.TeamManager, Role.SeniorManager)]
public sealed class SamplesController(SampleService samples, AuditQuery audits, RequestContext request) : Controller
{
    private const string Folder = "/Features/Audits/";

    [HttpGet(Routes.Samples), ForRoles(Role.SeniorManager)]
    public Task<IActionResult> All(string? at, CancellationToken cancellationToken) => ListAsync(null, new DrawForm(), at, cancellationToken);

    [HttpPost(Routes.Samples), ForRoles(Role.SeniorManager)]
    public Task<IActionResult> DrawFromAll(DrawForm form, CancellationToken cancellationToken) => DrawAsync(null, form, cancellationToken);

    [HttpGet(Routes.TeamSamples)]
    public Task<IActionResult> OfTeam(int teamId, string? at, CancellationToken cancellationToken) => ListAsync(teamId, new DrawForm(), at, cancellationToken);

    [HttpPost(Routes.TeamSamples)]
    public Task<IActionResult> Draw(int teamId, DrawForm form, CancellationToken cancellationToken) => DrawAsync(teamId, form, cancellationToken);

    [HttpGet(Routes.Sample)]
    public async Task<IActionResult> Show(int sampleId, CancellationToken cancellationToken) =>
        await audits.SampleAsync(request.Current, sampleId, cancellationToken) is { } sample
            ? View(Folder + "Sample.cshtml", new SampleModel(sample, request.Today, request.Current.Me))
            : NotFound();

    [HttpGet(Routes.SampleFile)]
    public async Task<IActionResult> File(int sampleId, CancellationToken cancellationToken)
    {
        if (await audits.ExportAsync(request.Current, sampleId, cancellationToken) is not { } sample) return NotFound();
        List<(string, Func<SampleRow, string?>)> columns =
        [
            ("Child", r => r.Child), ("Record number", r => r.ChildId.ToString(CultureInfo.InvariantCulture)), ("Auditor", r => r.Auditor), ("Due", r => LondonTime.FormatDate(r.DueOn)),
            ("Finished", r => r.FinishedAtUtc is { } at ? LondonTime.FormatDateTime(at) : null), ("Judgement", r => r.Outcome?.Label()),
            .. StandardLabels.All.Select(p => (p.Label(), (Func<SampleRow, string?>)(r => r.Points.TryGetValue(p, out var result) ? result.Label() : null))),
            ("To be put right", r => r.Actions.ToString(CultureInfo.InvariantCulture)), ("Still open", r => r.OpenActions.ToString(CultureInfo.InvariantCulture)),
        ];
        return CsvFile.Make($"Sample {sampleId}.csv", sample.Rows, [.. columns]);
    }

    [HttpGet(Routes.GiveAudit)]
    public async Task<IActionResult> Give(int sampleId, int auditId, CancellationToken cancellationToken) =>
        await RowAsync(sampleId, auditId, cancellationToken) is ({ } sample, { FinishedAtUtc: null } row)
            ? View(Folder + "Give.cshtml", new GiveModel(sample, row, await samples.AuditorsAsync(cancellationToken), row.AuditorId, row.Version))
            : NotFound();

    [HttpPost(Routes.GiveAudit)]
    public async Task<IActionResult> Give(int sampleId, int auditId, Guid? auditor, Guid opened, CancellationToken cancellationToken)
    {
        if (await RowAsync(sampleId, auditId, cancellationToken) is not ({ } sample, { } row)) return NotFound();
        var outcome = await ModelState.TryEditAsync(() => samples.GiveAsync(request.Current, sampleId, auditId, opened, auditor, cancellationToken));
        if (outcome == EditOutcome.Done) return Redirect(Routes.ToSample(sampleId));
        Response.StatusCode = outcome == EditOutcome.EditedMeanwhile ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity;
        return View(Folder + "Give.cshtml", new GiveModel(sample, row, await samples.AuditorsAsync(cancellationToken), auditor, outcome == EditOutcome.EditedMeanwhile ? row.Version : opened));
    }

    private async Task<(SampleView? Sample, SampleRow? Row)> RowAsync(int sampleId, int auditId, CancellationToken cancellationToken)
    {
        var sample = await audits.SampleAsync(request.Current, sampleId, cancellationToken);
        return (sample, sample?.Rows.FirstOrDefault(r => r.AuditId == auditId));
    }

    private async Task<IActionResult> DrawAsync(int? teamId, DrawForm form, CancellationToken cancellationToken)
    {
        var id = 0;
        if (ModelState.IsValid && await ModelState.TryAsync(async () => id = await samples.DrawAsync(request.Current, teamId, form.Key, form.Size, cancellationToken))) return Redirect(Routes.ToSample(id));
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return await ListAsync(teamId, form, null, cancellationToken);
    }

    private async Task<IActionResult> ListAsync(int? teamId, DrawForm form, string? at, CancellationToken cancellationToken)
    {
        var teams = await samples.TeamsAsync(request.Current, cancellationToken);
        var team = teams.Find(t => t.Id == teamId);
        if (teamId is not null && team is null) return NotFound();
        if (form.Key == Guid.Empty) form.Key = Guid.NewGuid();
        return View(Folder + "Samples.cshtml", new SamplesModel(team, teams, await audits.SamplesAsync(request.Current, teamId, TimeCursor.Parse(at), cancellationToken), form));
    }
}

/// <summary>What the page that draws posts.</summary>
public sealed class DrawForm
{
    public Guid Key { get; set; }

    public int? Size { get; set; } = 5;
}

public sealed record SamplesModel(TeamChoice? Team, IReadOnlyList<TeamChoice> Teams, SamplePage Page, DrawForm Form)
{
    public string Address => Routes.ToSamples(Team?.Id);

    public string? At(TimeCursor? cursor) => cursor is null ? null : $"{Address}?at={cursor}";
}

public sealed record SampleModel(SampleView Sample, DateOnly Today, Guid Me)
{
    public int Finished => Sample.Rows.Count(r => r.FinishedAtUtc is not null);

    /// <summary>How many of the audited records have this answer on a point.</summary>
    public int Count(StandardPoints point, PointResult result) => Sample.Rows.Count(r => r.Points.TryGetValue(point, out var said) && said == result);

    public int Count(AuditOutcome outcome) => Sample.Rows.Count(r => r.Outcome == outcome);
}

public sealed record GiveModel(SampleView Sample, SampleRow Row, IReadOnlyList<AuditorChoice> Auditors, Guid? Chosen, Guid Opened);
