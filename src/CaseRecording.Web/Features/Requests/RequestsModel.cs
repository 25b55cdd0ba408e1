using CaseRecording.Core.Children;
using CaseRecording.Core.Disclosure;
using CaseRecording.Core.Recording;

namespace CaseRecording.Web.Features.Requests;

/// <summary>A row of the list.</summary>
public sealed record RequestLine(int Id, string Child, string RequesterName, string RequesterRelationship, DateOnly ReceivedOn, DateOnly DueOn, DateTime? ClosedAtUtc);

/// <summary>The list: open ones by what is due first, closed ones newest first.</summary>
public sealed record RequestList(IReadOnlyList<RequestLine> Lines, bool Closed, string? NextHref, DateOnly Today)
{
    /// <summary>Open requests for correction, those that run out first, and one more where there are more (F-04).</summary>
    public IReadOnlyList<Core.Corrections.CorrectionLine> Corrections { get; init; } = [];

    /// <summary>Time left, on an open one.</summary>
    public Deadline Left(RequestLine line) => Timeliness.TimeLeft(line.DueOn, Today);
}

/// <summary>Whose record is asked for.</summary>
public sealed record FindForRequest(string? Typed, bool Searched, IReadOnlyList<FoundChild> Found, string? FirstHref, string? NextHref, DateOnly Today);

/// <summary>The form of a new request.</summary>
public sealed class NewRequest
{
    public string? RequesterName { get; set; }

    public string? RequesterRelationship { get; set; }

    public DateOnly? ReceivedOn { get; set; }
}

/// <summary>The child as the form shows who is meant.</summary>
public sealed record ChildMeant(int Id, string FullName, DateOnly BirthDate, BirthDateKind BirthDateKind);

/// <summary>The page of a new request.</summary>
public sealed record NewRequestPage(ChildMeant Child, NewRequest Form, DateOnly Today);

/// <summary>An export as the request's page lists it.</summary>
public sealed record ExportLine(Guid Id, ExportState State, DateTime AskedAtUtc, string AskedBy, int Done, int Total, int? Pages, long? Size)
{
    /// <summary>An entry that stood on the record by mistake was moved off it since this was asked for (A-07).</summary>
    public bool MayHoldAnothersEntry { get; init; }

    public bool IsUnderWay => State is ExportState.Waiting or ExportState.Running;

    /// <summary>How far it is, in words.</summary>
    public string Progress => State == ExportState.Waiting || Total == 0 ? "Waiting to begin" : $"{Done} of {Total} entries written";

    /// <summary>For example "37 pages, 1.2 MB".</summary>
    public string Extent => $"{(Pages == 1 ? "1 page" : $"{Pages} pages")}, {(Size >= 1_000_000 ? $"{Size / 1_000_000.0:0.0} MB" : $"{Math.Max(1, (Size ?? 0) / 1000)} KB")}";
}

/// <summary>The page of one request.</summary>
public sealed record RequestPage(
    int Id, int ChildId, string Child, string RequesterName, string RequesterRelationship, DateOnly ReceivedOn, DateOnly DueOn, string RecordedBy,
    DateTime? ClosedAtUtc, Guid Version, IReadOnlyList<ExportLine> Exports)
{
    /// <summary>Today in the United Kingdom.</summary>
    public DateOnly Today { get; init; }

    /// <summary>Time left to answer.</summary>
    public Deadline Left => Timeliness.TimeLeft(DueOn, Today);

    public ExportLine? UnderWay => Exports.FirstOrDefault(e => e.IsUnderWay);
}
