namespace CaseRecording.Core.Plans;

/// <summary>Kinds of plan (P-01).</summary>
public enum PlanKind
{
    /// <summary>Child in need plan.</summary>
    ChildInNeed,

    /// <summary>Child protection plan.</summary>
    ChildProtection,

    /// <summary>Care plan of a looked-after child.</summary>
    Care,

    /// <summary>Pathway plan of a young person leaving care.</summary>
    Pathway,
}

/// <summary>Where a goal stands.</summary>
public enum GoalState
{
    /// <summary>Being worked on.</summary>
    Open,

    /// <summary>Ended: it is as the measure asks.</summary>
    Achieved,

    /// <summary>Ended: nobody needs it any more.</summary>
    NoLongerNeeded,

    /// <summary>Ended without being reached.</summary>
    NotAchieved,
}

/// <summary>Where a step stands.</summary>
public enum StepState
{
    /// <summary>To be done.</summary>
    Open,

    /// <summary>Done.</summary>
    Done,

    /// <summary>Not needed any more.</summary>
    Dropped,
}

/// <summary>What was done to a plan.</summary>
public enum PlanChangeKind
{
    /// <summary>The plan began.</summary>
    Begun,

    /// <summary>What it says of the child's identity.</summary>
    Identity,

    /// <summary>A goal was agreed.</summary>
    GoalAdded,

    /// <summary>A goal was changed.</summary>
    GoalChanged,

    /// <summary>A goal ended.</summary>
    GoalEnded,

    /// <summary>A step was agreed.</summary>
    StepAdded,

    /// <summary>A step was changed.</summary>
    StepChanged,

    /// <summary>A step was done.</summary>
    StepDone,

    /// <summary>A step was dropped.</summary>
    StepDropped,

    /// <summary>The plan ended.</summary>
    Ended,
}

/// <summary>The words shown for each.</summary>
public static class PlanLabels
{
    /// <summary>As shown on the page.</summary>
    public static string Label(this PlanKind kind) => kind switch
    {
        PlanKind.ChildInNeed => "Child in need plan",
        PlanKind.ChildProtection => "Child protection plan",
        PlanKind.Care => "Care plan",
        _ => "Pathway plan",
    };

    /// <summary>As shown on the page.</summary>
    public static string Label(this GoalState state) => state switch
    {
        GoalState.Open => "Being worked on",
        GoalState.Achieved => "Achieved",
        GoalState.NoLongerNeeded => "No longer needed",
        _ => "Not achieved",
    };

    /// <summary>As shown on the page.</summary>
    public static string Label(this StepState state) => state switch
    {
        StepState.Open => "To do",
        StepState.Done => "Done",
        _ => "No longer needed",
    };

    /// <summary>As shown on the page.</summary>
    public static string Label(this PlanChangeKind kind) => kind switch
    {
        PlanChangeKind.Begun => "Plan begun",
        PlanChangeKind.Identity => "Identity in daily life written",
        PlanChangeKind.GoalAdded => "Goal added",
        PlanChangeKind.GoalChanged => "Goal changed",
        PlanChangeKind.GoalEnded => "Goal ended",
        PlanChangeKind.StepAdded => "Step added",
        PlanChangeKind.StepChanged => "Step changed",
        PlanChangeKind.StepDone => "Step done",
        PlanChangeKind.StepDropped => "Step no longer needed",
        _ => "Plan ended",
    };
}
