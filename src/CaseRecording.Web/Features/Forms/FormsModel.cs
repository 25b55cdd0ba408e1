using CaseRecording.Core.Forms;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Time;
using CaseRecording.Core.Writing;

namespace CaseRecording.Web.Features.Forms;

/// <summary>All forms, with what is in use and what waits.</summary>
public sealed record FormsPage(IReadOnlyList<FormVersion> Versions, bool IsSeniorManager, bool IsAdministrator)
{
    public IEnumerable<FormLine> Forms => FormService.Forms.Select(kind => new FormLine(
        kind,
        Versions.Where(v => v.Kind == kind && v.State == FormVersionState.Approved).MaxBy(v => v.Number),
        Versions.Where(v => v.Kind == kind && v.State == FormVersionState.Proposed).MaxBy(v => v.Number)));

    /// <summary>Forms as delivered that nobody decided on.</summary>
    public int Undecided => Versions.Count(v => v is { Number: 1, State: FormVersionState.Proposed });
}

public sealed record FormLine(RecordingKind Kind, FormVersion? InUse, FormVersion? Waiting);

public sealed record FormPage(RecordingKind Kind, IReadOnlyList<FormVersion> Versions, IReadOnlyDictionary<Guid, string> Names, bool IsAdministrator)
{
    public FormVersion? InUse => Versions.FirstOrDefault(v => v.State == FormVersionState.Approved);

    /// <summary>Only one proposal waits at a time.</summary>
    public bool MayPropose => IsAdministrator && !Versions.Any(v => v is { State: FormVersionState.Proposed, Number: > 1 });
}

/// <param name="Now">What the form in use says.</param>
public sealed record ProposalPage(RecordingKind Kind, FormGuidance Now, int Number)
{
    public IEnumerable<FormField> Fields => FormFields.Of(Kind).Where(f => !FormFields.IsMade(Kind, f.Key));
}

/// <summary>What the page of a version posts.</summary>
public sealed class DecisionForm
{
    public Guid Opened { get; set; }

    public string? Approve { get; set; }

    public string? Reason { get; set; }
}

/// <param name="Before">The approved version before it.</param>
public sealed record VersionPage(FormVersion Version, FormVersion? Before, IReadOnlyDictionary<Guid, string> Names, DecisionForm Form)
{
    public bool IsInUse { get; init; }

    public bool MayDecide { get; init; }

    public bool IsOwn { get; init; }

    public bool MayWithdraw { get; init; }

    public bool MaySeeAll { get; init; }

    public IEnumerable<FormField> Fields => FormFields.Of(Version.Kind).Where(f => !FormFields.IsMade(Version.Kind, f.Key));

    /// <summary>What is different from the version before, text by text.</summary>
    public IReadOnlyList<FieldDifference> Differences => Before is null ? [] :
    [
        .. Fields.Select(f => (Label: FormWords.Label(f), Old: Before.Guidance.HintOf(f.Key) ?? "", New: Version.Guidance.HintOf(f.Key) ?? ""))
            .Prepend(("Sentence at the top", Before.Intro, Version.Intro))
            .Where(d => d.Item2 != d.Item3).Select(d => new FieldDifference(d.Item1, TextDifference.Between(d.Item2, d.Item3))),
    ];

    public string? NameOf(Guid? id) => id is { } who ? Names.GetValueOrDefault(who) : null;
}

/// <summary>Versions of forms in words.</summary>
public static class FormWords
{
    /// <summary>A question as it stands on no particular child's form.</summary>
    public static string Label(FormField field) => field.LabelFor("the child");

    public static (string Text, string Colour) Tag(FormVersionState state, bool isInUse) => state switch
    {
        FormVersionState.Approved => isInUse ? ("In use", "green") : ("Was in use", "grey"),
        FormVersionState.Proposed => ("Waits for approval", "yellow"),
        FormVersionState.Rejected => ("Rejected", "red"),
        _ => ("Withdrawn", "grey"),
    };

    /// <summary>Who approved it and since when it is in use.</summary>
    public static string Decided(FormVersion version, IReadOnlyDictionary<Guid, string> names)
    {
        var by = version.ApprovedOutsideBy is { } outside ? $"{outside}, as recorded when the program was set up" : version.DecidedById is { } id ? names.GetValueOrDefault(id) : null;
        return $"{by}, {LondonTime.FormatDateTime(version.DecidedAtUtc!.Value)}".TrimStart(',', ' ');
    }
}
