using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CaseRecording.Core.Quality.Audits;

/// <summary>
/// Records drawn at random to be audited. Everything the draw followed from is kept, so that anybody can draw it again: the
/// seed, the frame and the method. Database triggers refuse any change.
/// </summary>
public sealed class RecordSample
{
    /// <summary>Most records of one sample.</summary>
    public const int MostRecords = 50;

    /// <summary>The method's name: in ascending order of SHA-256 over <c>seed:id</c>, the first so many.</summary>
    public const string BySeededHash = "sha256-of-seed-and-id";

    private RecordSample()
    {
    }

    private RecordSample(ActionContext context, int? teamId, Guid key, IReadOnlyList<int> frame, int size, string seed)
    {
        (Key, TeamId, DrawnById, DrawnAtUtc) = (key, teamId, context.Me, context.NowUtc);
        (Seed, Method, Size) = (seed, BySeededHash, size);
        Frame = [.. frame.Order()];
        (FrameSize, FrameHash) = (Frame.Count, HashOf(Frame));
    }

    /// <summary>Draws.</summary>
    /// <param name="context">Who and when.</param>
    /// <param name="teamId">The team; null: all teams.</param>
    /// <param name="key">Made by the page.</param>
    /// <param name="frame">The child's number and worker of each record that can be drawn.</param>
    /// <param name="size">How many.</param>
    /// <param name="seed">From <see cref="NewSeed"/>.</param>
    /// <param name="dueOn">By when each is to be audited, a UK date.</param>
    public static RecordSample Draw(ActionContext context, int? teamId, Guid key, IReadOnlyDictionary<int, Guid?> frame, int size, string seed, DateOnly dueOn)
    {
        var sample = new RecordSample(context, teamId, key, [.. frame.Keys], size, seed);
        // Nobody audits a record that is allocated to them: that one waits until somebody else is named.
        foreach (var childId in sample.Drawn) sample.Audits.Add(new RecordAudit(childId, sample.Audits.Count + 1, frame[childId] == context.Me ? null : context.Me, dueOn));
        return sample;
    }

    /// <summary>Key.</summary>
    public int Id { get; private set; }

    /// <summary>Made by the page that drew it: sent twice, it is one sample.</summary>
    public Guid Key { get; private set; }

    /// <summary>The team; null: all teams.</summary>
    public int? TeamId { get; private set; }

    /// <summary>Who drew it.</summary>
    public Guid DrawnById { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTime DrawnAtUtc { get; private set; }

    /// <summary>256 bits from the system's cryptographic source, lower-case hex. Nobody can choose it.</summary>
    public string Seed { get; private set; } = "";

    /// <summary>How the seed orders the frame.</summary>
    public string Method { get; private set; } = "";

    /// <summary>How many were asked for.</summary>
    public int Size { get; private set; }

    /// <summary>The numbers of the records that could be drawn, in ascending order.</summary>
    public List<int> Frame { get; private set; } = [];

    /// <summary>How many those are.</summary>
    public int FrameSize { get; private set; }

    /// <summary>SHA-256 of the frame, lower-case hex.</summary>
    public string FrameHash { get; private set; } = "";

    /// <summary>The audits, in the order drawn.</summary>
    public List<RecordAudit> Audits { get; private set; } = [];

    /// <summary>The records drawn, made again from what is kept.</summary>
    public IReadOnlyList<int> Drawn => Choose(Seed, Frame, Size);

    /// <summary>A seed that nobody chose.</summary>
    public static string NewSeed() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    /// <summary>The draw: in ascending order of SHA-256 over the seed, a colon and the record's number, the first so many.</summary>
    public static IReadOnlyList<int> Choose(string seed, IEnumerable<int> frame, int size) =>
        [.. frame.OrderBy(id => Hash(string.Create(CultureInfo.InvariantCulture, $"{seed}:{id}")), StringComparer.Ordinal).Take(size)];

    /// <summary>SHA-256 over the numbers with commas between, lower-case hex.</summary>
    public static string HashOf(IEnumerable<int> frame) => Hash(string.Join(',', frame.Select(id => id.ToString(CultureInfo.InvariantCulture))));

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
