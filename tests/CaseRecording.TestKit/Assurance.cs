namespace CaseRecording.TestKit;

/// <summary>How hard to try: <c>./test</c> makes a few attempts of everything, <c>./test --assurance</c> the full number.</summary>
public static class Assurance
{
    public static bool IsFull { get; } = Environment.GetEnvironmentVariable("CASE_RECORDING_ASSURANCE") == "1";

    public static int Times(int usual, int full) => IsFull ? full : usual;
}
