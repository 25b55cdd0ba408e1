using CaseRecording.Core.Time;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace CaseRecording.Web.Features.Shared;

/// <summary>A date and a time on the wall clock, as typed, become an instant (T-07).</summary>
public static class MomentReader
{
    /// <summary>The instant, UTC; or null and a sentence at <c>date</c>, <c>time</c> or <c>secondHour</c>.</summary>
    /// <param name="state">Takes the sentences; one about the date may stand there already.</param>
    /// <param name="date">As bound from the field <c>date</c>.</param>
    /// <param name="typed">The time as typed.</param>
    /// <param name="secondHour">first or second, where the clocks went back; else empty.</param>
    /// <param name="noDate">What to say where the date is missing.</param>
    /// <param name="noTime">What to say where the time is missing.</param>
    public static DateTime? ReadMoment(this ModelStateDictionary state, DateOnly? date, string? typed, string? secondHour, string noDate, string noTime)
    {
        if (!TimeText.TryRead(typed, out var time, out var trouble)) state.AddModelError("time", trouble!);
        if (date is null && state.GetValueOrDefault("date") is not { Errors.Count: > 0 }) state.AddModelError("date", noDate);
        if (date is not null && time is null && trouble is null) state.AddModelError("time", noTime);
        if (date is not { } day || time is not { } at) return null;
        var choice = secondHour switch { "second" => LocalTimeChoice.Second, "first" => LocalTimeChoice.First, _ => LocalTimeChoice.Ask };
        switch (LondonTime.ToUtc(day, at, choice))
        {
            case LocalTimeResult.Ok ok:
                return ok.Utc;
            case LocalTimeResult.Ambiguous:
                state.AddModelError("secondHour", "The clocks went back that night, and this time came twice. Choose the first or the second (T-07)");
                return null;
            default:
                state.AddModelError("time", "The clocks went forward that night, and this time did not exist (T-07)");
                return null;
        }
    }
}
