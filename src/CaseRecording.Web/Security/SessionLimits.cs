using System.Data.Common;
using CaseRecording.Core.Data;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Time;
using CaseRecording.Web.Hosting;
using Microsoft.Extensions.Options;

namespace CaseRecording.Web.Security;

/// <summary>How long a person may do nothing, by the council's policy. Asked at every request, so read at most once a minute.</summary>
public sealed class SessionLimits(Func<AppDbContext> open, TimeProvider clock, IOptions<Hosting.SessionOptions> shortened)
{
    /// <summary>A session ends after this, however busy.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private Known? known;

    private sealed record Known(DateTime ReadAt, TimeSpan Idle, TimeSpan Warning);

    public async ValueTask<TimeSpan> IdleAsync() => (await ReadAsync()).Idle;

    /// <summary>How long before the end the warning opens.</summary>
    public async ValueTask<TimeSpan> WarningAsync() => (await ReadAsync()).Warning;

    private async ValueTask<Known> ReadAsync()
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (known is { } read && now >= read.ReadAt && now - read.ReadAt < Fresh) return read;
        var policy = await PolicyAsync(LondonTime.DateOf(now));
        var (idle, warning) = (shortened.Value.IdleMinutes ?? policy.IdleSignOutMinutes, shortened.Value.WarnMinutes ?? policy.IdleWarningMinutes);
        return known = new Known(now, TimeSpan.FromMinutes(idle), TimeSpan.FromMinutes(warning));
    }

    private async Task<RecordingPolicy> PolicyAsync(DateOnly today)
    {
        try
        {
            await using var db = open();
            return (await new PolicyStore(db).LoadAsync()).PolicyOn(today);
        }
        catch (DbException)
        {
            return RecordingPolicy.Default; // the page that says the database is away has this in its frame
        }
    }
}
