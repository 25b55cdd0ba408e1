namespace CaseRecording.Web.Hosting;

/// <summary>Whose program this is. Section <c>Council</c>.</summary>
public sealed class CouncilOptions
{
    public string Name { get; set; } = "";
}

/// <summary>When a person who does nothing is signed out. Section <c>Session</c>.</summary>
public sealed class SessionOptions
{
    public double IdleMinutes { get; set; } = 15;

    /// <summary>How long before that the warning opens.</summary>
    public double WarnMinutes { get; set; } = 2;
}
