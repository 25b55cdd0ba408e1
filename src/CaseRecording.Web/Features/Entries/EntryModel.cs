using CaseRecording.Core.Quality;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Safeguarding;
using CaseRecording.Core.Summaries;
using CaseRecording.Core.Supervision;
using CaseRecording.Web.Features.Shared;
using CaseRecording.Web.TagHelpers;

namespace CaseRecording.Web.Features.Entries;

/// <summary>What the entry page posts: to sign off, to return, to amend.</summary>
public sealed class EntryForm
{
    /// <summary>The entry's token when the page was opened.</summary>
    public Guid Opened { get; set; }

    /// <summary>Go on to the next entry of the queue.</summary>
    public bool Next { get; set; }

    public string? ReturnReason { get; set; }

    /// <summary>Key of the text the return is about; empty for the whole entry.</summary>
    public string? ReturnField { get; set; }

    /// <summary>Words of that text the return is about.</summary>
    public string? ReturnPassage { get; set; }

    public string? Text { get; set; }

    public string? AmendReason { get; set; }

    /// <summary>The amendment is about this child's part only (N-10).</summary>
    public bool OnlyThisChild { get; set; }

    public DateOnly? Date { get; set; }

    public string? Time { get; set; }

    public string? SecondHour { get; set; }
}

/// <summary>What is left of an entry that stood here by mistake.</summary>
public sealed record MovedModel(ChildBar Bar, MoveTrace Trace);

/// <summary>An entry and what this person may do with it.</summary>
public sealed record EntryModel(ChildBar Bar, Entry Entry, EntryForm Form, DateTime NowUtc)
{
    /// <summary>What it asked for, and what it tells was done.</summary>
    public IReadOnlyList<TaskLine> Tasks { get; init; } = [];

    /// <summary>Safeguarding concerns of this child that it records (T-05).</summary>
    public IReadOnlyList<SafeguardingLine> Safeguarding { get; init; } = [];

    /// <summary>What people say is wrong with it (F-04).</summary>
    public IReadOnlyList<Core.Corrections.CorrectionLine> Corrections { get; init; } = [];

    /// <summary>What led to it, and what it led to (D-06).</summary>
    public EntryLinks Links { get; init; } = new([], []);

    /// <summary>For a transfer summary: the transfer it answers (S-06).</summary>
    public TransferLine? Transfer { get; init; }

    /// <summary>The receiving worker is looking, and has not acknowledged it.</summary>
    public bool MayAcknowledge { get; init; }

    /// <summary>Kinds of recording that this person may make.</summary>
    public Func<RecordingKind, bool> MayMake { get; init; } = _ => false;

    /// <summary>Goals of this child that it speaks of, or that its actions serve (P-03).</summary>
    public IReadOnlyDictionary<int, string> Goals { get; init; } = new Dictionary<int, string>();

    public bool MayRecord { get; init; }

    public bool MayAmend { get; init; }

    public bool MayEdit { get; init; }

    /// <summary>It can be moved by this person, should it stand on the wrong child's record .</summary>
    public bool MayMove { get; init; }

    public bool MaySignOff { get; init; }

    /// <summary>What a final decision asks for next (D-06); nothing once its time has passed.</summary>
    public IEnumerable<NextStep> NextSteps => MayRecord && Facts.Kind == RecordingKind.Decision && Facts.FinalisedAtUtc > NowUtc.AddDays(-NextStep.Days)
        ? NextStep.After(Bar.ChildId, Entry.Content.DecisionKind, Facts.OccurredAtUtc, Facts.OversightMissing && MayMake(RecordingKind.Oversight) ? Entry.Line.Id : null)
        : [];

    /// <summary>The points to answer for when signing off, each with its evidence .</summary>
    public IReadOnlyList<StandardCheck> Standard { get; init; } = [];

    /// <summary>Other children whose parts are signed off with it (N-10).</summary>
    public IReadOnlyList<OtherPart> OtherParts { get; init; } = [];

    /// <summary>What changed since the entry was returned; null where it never was .</summary>
    public IReadOnlyList<FieldDifference>? SinceReturn { get; init; }

    /// <summary>The answers just given on the points.</summary>
    public SignOffInput? Given { get; init; }

    /// <summary>The answer just given on a point: yes, no or nothing.</summary>
    public string? Answer(StandardPoints point) => Given?.Points.FirstOrDefault(p => p.Point == point) is { } given ? given.Met ? "yes" : "no" : null;

    /// <summary>The comment just typed on a point.</summary>
    public string? Comment(StandardPoints point) => Comments.GetValueOrDefault(point);

    /// <summary>Comments just typed, also where the point was not answered.</summary>
    public IReadOnlyDictionary<StandardPoints, string> Comments { get; init; } = new Dictionary<StandardPoints, string>();

    private IEnumerable<(Evidence Evidence, string Id)> EvidencePassages => Standard.SelectMany(s => s.Evidence).Where(e => e.Length > 0).Select((e, i) => (e, $"passage-{i + 1}"));

    /// <summary>Passages of a text that the page leads to.</summary>
    public IReadOnlyList<PassageMark> PassagesOf(string field)
    {
        var marks = EvidencePassages.Where(e => e.Evidence.Field == field).Select(e => new PassageMark(e.Evidence.Start, e.Evidence.Length, e.Id)).ToList();
        if (Return is { Passage: { } quoted } returned && returned.Field == field && returned.OfVersion == Entry.Shown
            && Passage.Find(Texts.FirstOrDefault(t => t.Field.Key == field).Text, quoted) is var (start, length))
        {
            marks.Add(new PassageMark(start, length, "returned-passage", "app-passage--returned"));
        }

        return marks;
    }

    /// <summary>Where a piece of evidence stands on this page, or null.</summary>
    public string? AddressOf(Evidence evidence) => evidence switch
    {
        { Length: > 0 } when Texts.Any(t => t.Field.Key == evidence.Field) => $"#{EvidencePassages.First(e => ReferenceEquals(e.Evidence, evidence)).Id}",
        { Field: { } field } => $"#text-{field}",
        _ => null,
    };

    /// <summary>The return that waits for its answer .</summary>
    public ReturnLine? Return => Facts.State == RecordingState.Returned ? Entry.Returns[0] : null;

    public EntryFacts Facts => Entry.Line.Facts;

    public string Title => Entry.Line.Title.Length > 0 ? Entry.Line.Title : Facts.KindText;

    /// <summary>The name by which the child is spoken to.</summary>
    public string Child => Bar.KnownAs;

    private static readonly string[] Short = ["supervised", "attended", "place", "purpose", "whyNotAlone", "whyNotSeen", "whatElse", "nextVisit"];

    /// <summary>Short answers, for the list at the top of the page.</summary>
    public IEnumerable<(FormField Field, string Text)> ShortTexts => All.Where(t => Short.Contains(t.Field.Key));

    /// <summary>The texts that say something, in the order of the form; title and reason stand at the top of the page.</summary>
    public IEnumerable<(FormField Field, string Text)> Texts => All.Where(t => !Short.Contains(t.Field.Key));

    /// <summary>A text's label, for the place a return is about.</summary>
    public string LabelOf(string field) => FormFields.Of(Facts.Kind).First(f => f.Key == field).LabelFor(Child);

    /// <summary>What a return can be about: every text of the form, also those left empty.</summary>
    public IEnumerable<FormField> Parts => FormFields.Of(Facts.Kind);

    private IEnumerable<(FormField Field, string Text)> All => FormFields.Of(Facts.Kind)
        .Where(f => f.Key is not ("title" or "reason"))
        .Select(f => (f, f.PerChild ? Entry.Own[f.Key] : Entry.Content[f.Key]))
        .Where(t => !string.IsNullOrWhiteSpace(t.Item2));
}
