using System.Globalization;
using CaseRecording.Core.Corrections;
using CaseRecording.Core.Recording;
using CaseRecording.Web.Features.Requests;
using CaseRecording.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace CaseRecording.Web.Features.Corrections;

/// <summary>The form that takes a request in.</summary>
public sealed class CorrectionForm
{
    public CorrectionFrom? Who { get; set; }

    public string? Name { get; set; }

    public string? Relationship { get; set; }

    public DateOnly? ReceivedOn { get; set; }

    public string? Statement { get; set; }

    /// <summary>Number of the entry; empty for the record as a whole.</summary>
    public string? Entry { get; set; }

    public CorrectionInput Read(ModelStateDictionary state) => new(Who, Name, Relationship, ReceivedOn, Statement, ReadEntry(Entry, state));

    /// <summary>The number of an entry as typed.</summary>
    public static long? ReadEntry(string? typed, ModelStateDictionary state)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        if (long.TryParse(typed.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return id;
        state.AddModelError("entry", "Enter the number that stands at the foot of the entry’s page");
        return null;
    }
}

/// <summary>What the page of one request posts.</summary>
public sealed class CorrectionEdit
{
    /// <summary>The request's token when the page was opened.</summary>
    public Guid Opened { get; set; }

    public string? Step { get; set; }

    public DateOnly? On { get; set; }

    public string? Entry { get; set; }

    public CorrectionOutcome? Outcome { get; set; }

    public string? Reason { get; set; }
}

/// <summary>A child's requests.</summary>
public sealed record CorrectionsOfChild(ChildBar Bar, IReadOnlyList<CorrectionLine> Lines, DateOnly Today);

/// <summary>Taking one in, on the child's own pages.</summary>
public sealed record NewCorrection(ChildBar Bar, CorrectionForm Form);

/// <summary>The same for information governance, who has found the child and not opened the record.</summary>
public sealed record NewGovernedCorrection(ChildMeant Child, CorrectionForm Form, DateOnly Today);

/// <summary>One request; without a bar for information governance.</summary>
public sealed record CorrectionPage(ChildBar? Bar, CorrectionLine Line, CorrectionEdit Form, DateOnly Today)
{
    public bool MayNote { get; init; }

    public string Here => Bar is null ? Routes.ToGovernedCorrection(Line.Id) : Routes.ToCorrection(Line.ChildId, Line.Id);

    /// <summary>Time left to answer.</summary>
    public Deadline Left => Timeliness.TimeLeft(Line.DueOn, Today);
}

/// <summary>All requests for correction: open ones by what runs out first.</summary>
public sealed record CorrectionList(IReadOnlyList<CorrectionLine> Lines, bool Decided, string? NextHref, DateOnly Today);
