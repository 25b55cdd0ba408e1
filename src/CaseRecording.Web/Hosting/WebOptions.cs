namespace CaseRecording.Web.Hosting;

/// <summary>Whose program this is. Section <c>Council</c>.</summary>
public sealed class CouncilOptions
{
    public string Name { get; set; } = "";
}

/// <summary>Shortens the council's idle sign-out so that a browser test need not wait for it. Section <c>Session</c>, Development only.</summary>
public sealed class SessionOptions
{
    public double? IdleMinutes { get; set; }

    /// <summary>How long before that the warning opens.</summary>
    public double? WarnMinutes { get; set; }
}
