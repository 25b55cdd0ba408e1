using CaseRecording.Core.Recording;
using CaseRecording.Core.Time;

namespace CaseRecording.Web.Features.Entries;

/// <summary>Something a decision asks for, with the page on which it is done (D-06).</summary>
public sealed record NextStep(string Href, string Text)
{
    /// <summary>The steps are offered for so many days after the decision became final.</summary>
    public const int Days = 14;

    /// <summary>The steps of a decision, those its kind asks for first. Dates are filled in with the day of the decision.</summary>
    /// <param name="oversight">The decision, where management oversight is to follow it.</param>
    public static IEnumerable<NextStep> After(int childId, DecisionKind? kind, DateTime decidedUtc, long? oversight)
    {
        var from = $"?from={LondonTime.DateOf(decidedUtc):yyyy-MM-dd}";
        var details = Routes.ToDetails(childId);
        var status = new NextStep($"{details}/status{from}", "Change the status");
        var legal = new NextStep($"{details}/legalStatus{from}", "Change the legal status");
        var placement = new NextStep($"{details}/placement{from}", "Change the placement");
        NextStep[] first = kind switch
        {
            DecisionKind.Placement => [placement, status, legal],
            DecisionKind.LegalStatus => [legal, status, placement],
            _ => [status, placement, legal],
        };
        foreach (var step in first) yield return step;
        yield return new NextStep(Routes.ToPlan(childId), "Look at the plan");
        yield return new NextStep(Routes.ToNew(childId, "summary"), "Review the summary");
        if (oversight is { } decision) yield return new NextStep(Routes.ToNewFrom(childId, "oversight", decision), "Record management oversight");
    }
}
