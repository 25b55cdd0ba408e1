namespace CaseRecording.Core;

/// <summary>Who acts, when, from where and why: made once per request and handed to every service.</summary>
/// <param name="UserId">The signed-in person; null for the program itself.</param>
/// <param name="NowUtc">The instant of the request, UTC.</param>
/// <param name="Reason">Reason given for access, if one was needed.</param>
/// <param name="CorrelationId">Ties log lines and audit rows of one request together.</param>
/// <param name="Origin">Network address of the caller.</param>
/// <param name="Relation">How the person came to have access, once decided .</param>
public sealed record ActionContext(
    Guid? UserId,
    DateTime NowUtc,
    string? Reason = null,
    string CorrelationId = "",
    string? Origin = null,
    string? Relation = null)
{
    /// <summary>The signed-in person.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in.</exception>
    public Guid Me => UserId ?? throw new InvalidOperationException("No person is signed in.");
}
