using CaseRecording.Core.Recording;
using CaseRecording.Core.Time;

namespace CaseRecording.Core.Summaries;

/// <summary>What is to be done when a child's work goes to another worker (S-06).</summary>
public enum HandOverItem
{
    /// <summary>The child and the family know, and from whom.</summary>
    FamilyTold,

    /// <summary>Both workers visited together, or a day for it is set.</summary>
    MetTogether,

    /// <summary>The case note summary is up to date.</summary>
    SummaryCurrent,

    /// <summary>Open tasks have a new owner.</summary>
    TasksHandedOver,

    /// <summary>School, health and others know whom to ring.</summary>
    ProfessionalsTold,

    /// <summary>Dates to come are in the new worker's diary.</summary>
    DatesHandedOver,
}

/// <summary>The words shown.</summary>
public static class HandOverLabels
{
    /// <summary>As shown on the page.</summary>
    public static string Label(this HandOverItem item) => item switch
    {
        HandOverItem.FamilyTold => "The child and the family know, and heard it from me",
        HandOverItem.MetTogether => "We visited together, or the day for it is set",
        HandOverItem.SummaryCurrent => "The case note summary is up to date",
        HandOverItem.TasksHandedOver => "Open tasks have a new owner",
        HandOverItem.ProfessionalsTold => "School, health and the others know whom to ring",
        _ => "Visits, reviews and court dates to come are in the new worker’s diary",
    };
}

/// <summary>What progress, transfer and closing summaries must say (S-05, S-06).</summary>
public static class PaperRules
{
    private static readonly Dictionary<RecordingKind, (string Key, string Sentence)[]> Needed = new()
    {
        [RecordingKind.ProgressSummary] = [("impact", "Say what it has changed for {child}: what was done is not yet what it was good for")],
        [RecordingKind.TransferSummary] = [("situation", "Say where things stand for {child}"), ("open", "Say what is open, or that nothing is")],
        [RecordingKind.ClosingSummary] =
        [
            ("needsMet", "Say which of {child}’s needs were met"), ("delivered", "Say what the plan delivered"),
            ("whyEnded", "Say why {child} no longer needs us"), ("supportRemains", "Say what support remains, and whom {child} can ask"),
        ],
    };

    internal static void ToSave(RuleCheck check, RecordingInput input, DateTime nowUtc)
    {
        if (input.Kind != RecordingKind.ProgressSummary) return;
        var (from, to) = (input.Content.PeriodFrom, input.Content.PeriodTo);
        check.Refuse(Rules.S05, from is null, "from", "Enter the first day of the period");
        check.Refuse(Rules.S05, to is null, "to", "Enter the last day of the period");
        check.Refuse(Rules.S05, to < from, "to", "The period ends before it begins. Check both dates");
        check.Refuse(Rules.S05, to > LondonTime.DateOf(nowUtc), "to", "The period ends in the future. Today is the last day it can have");
    }

    internal static void ToFinalise(RuleCheck check, RecordingInput input, ChildOnTheDay child)
    {
        if (!Needed.TryGetValue(input.Kind, out var needed)) return;
        var rule = input.Kind == RecordingKind.ProgressSummary ? Rules.S05 : Rules.S06;
        foreach (var (key, sentence) in needed)
        {
            check.Refuse(rule, RecordingRules.Empty(input.Children[child.ChildId][key]), RecordingRules.At(child.ChildId, key), sentence.Replace("{child}", child.Name, StringComparison.Ordinal));
        }
    }
}
