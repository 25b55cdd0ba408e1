namespace CaseRecording.Core.Recording;

/// <summary>When an event took place.</summary>
/// <param name="StartUtc">Start, UTC.</param>
/// <param name="EndUtc">End, UTC, if given.</param>
public sealed record EventTime(DateTime StartUtc, DateTime? EndUtc);
