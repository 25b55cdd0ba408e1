namespace CaseRecording.TestKit;

/// <summary>A clock that stands until a test moves it.</summary>
public sealed class TestClock(DateTime startUtc) : TimeProvider
{
    public DateTime NowUtc { get; set; } = DateTime.SpecifyKind(startUtc, DateTimeKind.Utc);

    public override DateTimeOffset GetUtcNow() => new(NowUtc);

    public void Advance(TimeSpan by) => NowUtc += by;
}
