using CaseRecording.Core.Policy;
using CaseRecording.Core.Time;

namespace CaseRecording.Core.Disclosure;

/// <summary>The clock on an access request (F-05).</summary>
public static class RequestClock
{
    /// <summary>
    /// The last UK day on which the answer is in time: the corresponding day of the next month, or that month's last day
    /// where there is none; the next working day where it falls on a weekend or bank holiday.
    /// </summary>
    /// <param name="policy">In force on the day the request arrived.</param>
    /// <param name="receivedOn">UK day on which it arrived; the day counts, whether or not it was a working day.</param>
    public static DateOnly Due(RecordingPolicy policy, DateOnly receivedOn)
    {
        var corresponding = LondonTime.AddMonthsCorresponding(receivedOn, policy.SubjectAccessMonths);
        return Rules.F05.Applies(!LondonTime.IsWorkingDay(corresponding)) ? LondonTime.NextWorkingDayOnOrAfter(corresponding) : corresponding;
    }
}
