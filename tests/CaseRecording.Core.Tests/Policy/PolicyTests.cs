using CaseRecording.Core.Policy;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Tests.Time;

namespace CaseRecording.Core.Tests.Policy;

public sealed class PolicyTests
{
    [Fact]
    public void Default_NothingStored_HasTheNumbersOfTheRulebook()
    {
        var policy = RecordingPolicy.From(new Dictionary<string, string>());

        Assert.Equal(RecordingPolicy.Default, policy);
        Assert.Equal(TimeSpan.FromHours(24), policy.WriteWithin);
        Assert.Equal(new TimeLimit(72, LimitUnit.Hours), policy.FinaliseWithin);
        Assert.Equal(TimeSpan.FromHours(1), policy.SafeguardingWithin);
        Assert.Equal((5, 3, 10, 3), (policy.MonthCloseDay, policy.SummaryReviewMonths, policy.FirstSummaryWorkingDays, policy.SummaryGraceDays));
        Assert.Equal((3, 28, true), (policy.ProgressSummaryMonths, policy.SupervisionDays, policy.ReflectiveDiscussionCountsAsSupervision));
        Assert.Equal((1, 1, 2), (policy.CorrectionMonths, policy.SubjectAccessMonths, policy.SubjectAccessExtensionMonths));
        Assert.Equal((20, 10, false), (policy.ChildInNeedVisitWorkingDays, policy.ChildProtectionVisitWorkingDays, policy.UnseenVisitCounts));
        Assert.Equal((7, 6, 12, 3, 7, 4), (policy.PlacementFirstVisitDays, policy.LookedAfterVisitWeeks, policy.LongTermAfterMonths, policy.LongTermVisitMonths, policy.BeforeFirstReviewVisitDays, policy.TemporaryVisitWeeks));
        Assert.Equal((15, 2, 0), (policy.IdleSignOutMinutes, policy.IdleWarningMinutes, policy.PasswordAgeLimitDays));
        Assert.Equal((75, 15), (policy.RetentionLookedAfterBirthday, policy.RetentionAfterDeathYears));
    }

    [Fact]
    public void All_EverySetting_ReachesItsOwnPropertyAndComesBackAsStored()
    {
        Assert.Equal(PolicySettings.All.Count, PolicySettings.All.Select(s => s.Key).Distinct().Count());
        Assert.Equal(typeof(RecordingPolicy).GetProperties().Count(p => p.CanWrite), PolicySettings.All.Count);
        foreach (var setting in PolicySettings.All)
        {
            var other = Another(setting);
            var changed = RecordingPolicy.From(new Dictionary<string, string> { [setting.Key] = other });

            Assert.Equal(other, setting.ValueIn(changed));
            Assert.All(PolicySettings.All.Where(s => s != setting), s => Assert.Equal(s.Default, s.ValueIn(changed)));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("99999999999")]
    [InlineData("１２")]
    [InlineData("9999")]
    public void Refuse_BadValue_SaysWhatIsWanted(string value)
    {
        foreach (var setting in PolicySettings.All.Where(s => s.Input != PolicyInput.Several))
        {
            var sentence = setting.Refuse(value);
            Assert.NotNull(sentence);
            Assert.StartsWith(setting.Label + " must be ", sentence);
            Assert.EndsWith(".", sentence);
            Assert.Throws<FormatException>(() => setting.Normalise(value));
        }
    }

    [Theory]
    [InlineData("writeWithinHours", "0", false)]
    [InlineData("writeWithinHours", "1", true)]
    [InlineData("writeWithinHours", "168", true)]
    [InlineData("writeWithinHours", "169", false)]
    [InlineData("monthCloseDay", "28", true)]
    [InlineData("monthCloseDay", "29", false)]
    [InlineData("finaliseWithin", "336 hours", true)]
    [InlineData("finaliseWithin", "337 hours", false)]
    [InlineData("finaliseWithin", "1 working day", true)]
    [InlineData("finaliseWithin", "3 Working Days", true)]
    [InlineData("finaliseWithin", "21 working days", false)]
    [InlineData("finaliseWithin", "0 hours", false)]
    [InlineData("finaliseWithin", "3 weeks", false)]
    [InlineData("finaliseWithin", "hours", false)]
    [InlineData("unseenVisitCounts", " yes ", true)]
    [InlineData("unseenVisitCounts", "perhaps", false)]
    [InlineData("signOff", "", true)]
    [InlineData("signOff", "visits, emails", true)]
    [InlineData("signOff", "visits, dreams", false)]
    public void Refuse_AtTheLimits_AcceptsOnlyWhatIsInside(string key, string value, bool accepted) =>
        Assert.Equal(accepted, PolicySettings.Find(key)!.Refuse(value) is null);

    [Theory]
    [InlineData("finaliseWithin", " 3  Working days", "3 working days")]
    [InlineData("writeWithinHours", "048", "48")]
    [InlineData("signOff", "emails , visits,emails", "visits,emails")]
    public void Normalise_AcceptedValue_HasOneForm(string key, string typed, string stored) =>
        Assert.Equal(stored, PolicySettings.Find(key)!.Normalise(typed));

    [Fact]
    public void From_KeyOfANewerVersion_IsLeftAlone_AndABadStoredValueStops()
    {
        Assert.Equal(RecordingPolicy.Default, RecordingPolicy.From(new Dictionary<string, string> { ["notYetKnown"] = "7" }));
        Assert.Throws<FormatException>(() => RecordingPolicy.From(new Dictionary<string, string> { ["writeWithinHours"] = "many" }));
    }

    [Fact]
    public void PolicyOn_ChangesOverTime_TheOneInForceThatDayHolds()
    {
        var history = new PolicyHistory(
        [
            new("writeWithinHours", "48", Uk.Day("2026-06-01")),
            new("monthCloseDay", "7", Uk.Day("2026-04-01")),
            new("writeWithinHours", "36", Uk.Day("2026-06-01")),
        ]);

        Assert.Equal(RecordingPolicy.Default, history.PolicyOn(Uk.Day("2026-03-31")));
        Assert.Equal((24, 7), Of(history, "2026-04-01"));
        Assert.Equal((24, 7), Of(history, "2026-05-31"));
        Assert.Equal((36, 7), Of(history, "2026-06-01"));
        Assert.Equal((36, 7), Of(history, "2027-01-01"));
        Assert.Equal(RecordingPolicy.Default, new PolicyHistory([]).PolicyOn(Uk.Day("2026-03-31")));
    }

    [Theory]
    [InlineData(RecordingKind.Visit, null, false, true)]
    [InlineData(RecordingKind.Decision, null, false, true)]
    [InlineData(RecordingKind.CaseNoteSummary, null, false, false)]
    [InlineData(RecordingKind.CaseNote, ContactType.TelephoneCall, false, false)]
    [InlineData(RecordingKind.CaseNote, ContactType.Email, false, false)]
    [InlineData(RecordingKind.CaseNote, ContactType.TelephoneCall, true, true)]
    public void NeedsSignOff_Default_IsWhatTheRulebookLists(RecordingKind kind, ContactType? contact, bool significant, bool expected) =>
        Assert.Equal(expected, RecordingPolicy.Default.NeedsSignOff(kind, contact, significant));

    [Fact]
    public void NeedsSignOff_EveryContactType_CanBeChosenByItself()
    {
        var setting = PolicySettings.Find("signOff")!;
        foreach (var contact in Enum.GetValues<ContactType>())
        {
            var wanting = setting.Options.Where(option =>
                RecordingPolicy.From(new Dictionary<string, string> { ["signOff"] = option.Key })
                    .NeedsSignOff(RecordingKind.CaseNote, contact, significantEvent: false));
            Assert.Single(wanting);
        }
    }

    private static (int Hours, int Day) Of(PolicyHistory history, string day)
    {
        var policy = history.PolicyOn(Uk.Day(day));
        return ((int)policy.WriteWithin.TotalHours, policy.MonthCloseDay);
    }

    private static string Another(PolicySetting setting) => setting.Input switch
    {
        PolicyInput.YesNo => setting.Default == "yes" ? "no" : "yes",
        PolicyInput.Limit => "3 working days",
        PolicyInput.Several => string.Join(',', setting.Options.TakeLast(2).Select(o => o.Key)),
        _ => Enumerable.Range(0, 121).Select(n => $"{n}").First(n => n != setting.Default && setting.Refuse(n) is null),
    };
}
