using CaseRecording.Core.Access;
using CaseRecording.Core.Recording;

namespace CaseRecording.Core.Supervision;

/// <summary>What supervision, management oversight and reflective case discussions must say (D-05 to D-07), and who records them (D-01, D-05 to D-07).</summary>
public static class SupervisionRules
{
    private static readonly Role[] Managers = [Role.TeamManager, Role.SeniorManager];

    /// <summary>The roles that record a kind, the rule that says so and its sentence; null: whoever records.</summary>
    internal static (Rule Rule, IReadOnlyList<Role> Roles, string Sentence)? AuthorsOf(RecordingKind kind) => kind switch
    {
        RecordingKind.Decision => (Rules.D01, Managers, "A decision record is made by a team manager or above"),
        RecordingKind.Supervision => (Rules.D05, Managers, "Supervision is recorded by a team manager or above"),
        RecordingKind.Oversight => (Rules.D06, Managers, "Management oversight is recorded by a team manager or above"),
        RecordingKind.ReflectiveDiscussion => (Rules.D07, [Role.TeamCoordinator, Role.TeamManager], "A reflective case discussion is recorded by the team coordinator, or outside the weekly meeting by the team manager"),
        _ => null,
    };

    /// <summary>Whether someone with these roles is offered the form of a kind.</summary>
    public static bool MayRecord(RecordingKind kind, Func<Role, bool> has) => AuthorsOf(kind) is not { } authors || authors.Roles.Any(has);

    /// <summary>At the weekly meeting the coordinator records, outside it the team manager (D-07).</summary>
    internal static void CheckSetting(RuleCheck check, RecordingInput input, IReadOnlyCollection<Role> roles)
    {
        if (input.Kind != RecordingKind.ReflectiveDiscussion || input.Content.Setting is not { } setting) return;
        check.Refuse(Rules.D07, setting == DiscussionSetting.WeeklyMeeting && !roles.Contains(Role.TeamCoordinator), "setting", "At the weekly meeting the team coordinator records the discussion");
        check.Refuse(Rules.D07, setting == DiscussionSetting.OutsideMeeting && !roles.Contains(Role.TeamManager), "setting", "Outside the weekly meeting the team manager records the discussion");
    }

    internal static void ToSave(RuleCheck check, RecordingInput input)
    {
        var content = input.Content;
        switch (input.Kind)
        {
            case RecordingKind.Supervision:
                check.Refuse(Rules.D05, RecordingRules.Empty(content["supervised"]), "supervised", "Say who was supervised");
                check.Refuse(Rules.D05, RecordingRules.Empty(content["discussed"]), "discussed", "Enter what was discussed");
                break;
            case RecordingKind.Oversight:
                check.Refuse(Rules.D06, RecordingRules.Empty(content["decision"]), "decision", "Say what changes, or that nothing does");
                break;
            case RecordingKind.ReflectiveDiscussion:
                check.Refuse(Rules.D07, content.Setting is null, "setting", "Choose where it was discussed");
                check.Refuse(Rules.D07, RecordingRules.Empty(content["areas"]), "areas", "Enter the areas discussed");
                break;
        }
    }

    internal static void ToFinalise(RuleCheck check, RecordingInput input, ChildOnTheDay child)
    {
        var own = input.Children[child.ChildId];
        string At(string field) => RecordingRules.At(child.ChildId, field);
        switch (input.Kind)
        {
            case RecordingKind.Supervision:
                check.Refuse(Rules.D05, own.Plan == PlanReviewed.Reviewed && RecordingRules.Empty(own["planReview"]), At("planReview"), $"Say what the review of {child.Name}’s plan found");
                break;
            case RecordingKind.Oversight:
                check.Refuse(Rules.D06, own.Causes.Count == 0, At("causes"), $"Choose the entry about {child.Name} that led to it");
                check.Refuse(Rules.D06, RecordingRules.Empty(input.Content["reasons"]), "reasons", "Say why");
                break;
            case RecordingKind.ReflectiveDiscussion:
                check.Refuse(Rules.D07, RecordingRules.Empty(own["riskFactors"]), At("riskFactors"), $"Enter the risk factors for {child.Name}, or that none were found");
                check.Refuse(Rules.D07, RecordingRules.Empty(own["protectiveFactors"]), At("protectiveFactors"), $"Enter what protects {child.Name}");
                break;
        }
    }

    /// <summary>Whether an entry, once final, is to be followed by management oversight: a decision, or a contact whose author says that something lasting changed (D-06).</summary>
    internal static bool NeedsOversight(RecordingKind kind, RecordingContent content) =>
        Rules.D06.Applies(kind == RecordingKind.Decision || (kind is RecordingKind.Visit or RecordingKind.CaseNote && content.SignificantChange));
}
