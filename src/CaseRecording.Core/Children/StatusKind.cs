namespace CaseRecording.Core.Children;

/// <summary>The child's status with children's social care.</summary>
public enum StatusKind
{
    /// <summary>No status.</summary>
    None,

    /// <summary>Being assessed.</summary>
    Assessment,

    /// <summary>Child in need (section 17).</summary>
    ChildInNeed,

    /// <summary>On a child protection plan.</summary>
    ChildProtection,

    /// <summary>Looked after by the council.</summary>
    LookedAfter,
}

/// <summary>Where and how a looked-after child lives: it decides how often they are visited (regulation 28).</summary>
public enum LookedAfterArrangement
{
    /// <summary>A foster or other placement.</summary>
    Placement,

    /// <summary>A placement meant to last until 18.</summary>
    LongTermPlacement,

    /// <summary>With parents under regulation 19.</summary>
    WithParentsRegulation19,

    /// <summary>Regulation 24, or an interim care order with a parent.</summary>
    TemporaryOrInterimOrder,

    /// <summary>Care order, living with a parent.</summary>
    CareOrderWithParent,

    /// <summary>Short breaks; visits as agreed.</summary>
    ShortBreaks,
}

/// <summary>The words shown for each status.</summary>
public static class StatusLabels
{
    /// <summary>As shown on the page.</summary>
    public static string Label(this StatusKind value) => value switch
    {
        StatusKind.None => "No status",
        StatusKind.Assessment => "Assessment",
        StatusKind.ChildInNeed => "Child in need",
        StatusKind.ChildProtection => "Child protection plan",
        StatusKind.LookedAfter => "Looked-after child",
        _ => value.ToString(),
    };

    /// <summary>As shown on the page.</summary>
    public static string Label(this LookedAfterArrangement value) => value switch
    {
        LookedAfterArrangement.Placement => "Placement",
        LookedAfterArrangement.LongTermPlacement => "Placement meant to last until 18",
        LookedAfterArrangement.WithParentsRegulation19 => "With parents (regulation 19)",
        LookedAfterArrangement.TemporaryOrInterimOrder => "Regulation 24 or interim care order with parent",
        LookedAfterArrangement.CareOrderWithParent => "Care order, with parent",
        LookedAfterArrangement.ShortBreaks => "Short breaks",
        _ => value.ToString(),
    };
}
