using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CaseRecording.Core.Audit;

/// <summary>The last row of a chain at the time it was signed.</summary>
/// <param name="Sequence">Its place.</param>
/// <param name="Hash">Its hash.</param>
public sealed record SignedHead(long Sequence, string Hash);

/// <summary>What is known of the audit from outside the database.</summary>
/// <param name="Heads">For each chain the heads that must stand in the database: the last one each node signed.</param>
/// <param name="RestoredAtUtc">When a backup was last put in the place of the database, UTC: heads signed before that no longer count.</param>
/// <param name="Problems">What is wrong with the files themselves.</param>
public sealed record SignedLedger(IReadOnlyDictionary<string, IReadOnlyList<SignedHead>> Heads, DateTime? RestoredAtUtc, IReadOnlyList<AuditProblem> Problems);

/// <summary>
/// Heads of the audit's chains, signed and kept outside the database (A-03): whoever can rewrite every row cannot rewrite
/// these. One file for each node, a line of JSON for each signing, each line signed together with the signature before it.
/// </summary>
/// <param name="folder">Where the files are; best on storage that only takes additions.</param>
/// <param name="key">Secret of the signatures, 32 bytes.</param>
/// <param name="node">Names this node's file.</param>
public sealed partial class SignedHeads(string folder, byte[] key, string node)
{
    private const string Mark = ",\"signature\":\"";
    private const int LongestLine = 256 * 1024;
    private const int MostHeadsInALine = 500;
    private readonly string file = Path.Combine(folder, $"heads-{Unsafe().Replace(node, "-")}.jsonl");

    private sealed record Line(DateTime At, string Kind, string Previous, SortedDictionary<string, SignedHead> Heads);

    /// <summary>Adds heads to this node's file. Returns when they are on the disk.</summary>
    public void Append(IReadOnlyDictionary<string, SignedHead> heads, DateTime nowUtc) => Append("signed", heads, nowUtc);

    /// <summary>Says that the database now holds a backup with these heads. What was signed before is given up.</summary>
    public void AppendRestored(IReadOnlyDictionary<string, SignedHead> heads, DateTime nowUtc) => Append("restored", heads, nowUtc);

    /// <summary>Reads and checks every node's file.</summary>
    public SignedLedger Read()
    {
        var problems = new List<AuditProblem>();
        var last = new List<(string Chain, SignedHead Head, DateTime AtUtc)>();
        DateTime? restored = null;
        foreach (var path in Directory.Exists(folder) ? Directory.GetFiles(folder, "heads-*.jsonl") : [])
        {
            var own = new Dictionary<string, (SignedHead Head, DateTime AtUtc)>(StringComparer.Ordinal);
            foreach (var line in ReadFile(path, problems))
            {
                if (line.Kind == "restored" && (restored is null || line.At > restored)) restored = line.At;
                foreach (var (chain, head) in line.Heads) own[chain] = (head, line.At);
            }

            last.AddRange(own.Select(h => (h.Key, h.Value.Head, h.Value.AtUtc)));
        }

        var heads = last.Where(h => restored is null || h.AtUtc >= restored).ToLookup(h => h.Chain, h => h.Head, StringComparer.Ordinal);
        return new SignedLedger(heads.ToDictionary(g => g.Key, g => (IReadOnlyList<SignedHead>)[.. g.Distinct()], StringComparer.Ordinal), restored, problems);
    }

    private IEnumerable<Line> ReadFile(string path, List<AuditProblem> problems)
    {
        var (previous, number, name) = ("", 0, Path.GetFileName(path));
        using var stream = Open(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } text)
        {
            number++;
            // A last line without an end was being written, or its writer died: its signing was never reported as done.
            if (reader.EndOfStream && !EndsLine(stream)) yield break;
            var (line, signature) = Open(text);
            if (line is null) problems.Add(new(name, number, "this line is not as it was signed"));
            else if (line.Previous != previous) problems.Add(new(name, number, "this line does not follow the one before it: lines were taken out, put in or moved"));
            previous = signature;
            if (line is not null) yield return line;
        }
    }

    private void Append(string kind, IReadOnlyDictionary<string, SignedHead> heads, DateTime nowUtc)
    {
        Directory.CreateDirectory(folder);
        using var stream = Open(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        var previous = CutToLastLine(stream);
        foreach (var part in heads.Chunk(MostHeadsInALine).DefaultIfEmpty([]))
        {
            var line = new Line(nowUtc, kind, previous, new(part.ToDictionary(h => h.Key, h => h.Value, StringComparer.Ordinal), StringComparer.Ordinal));
            var body = JsonSerializer.Serialize(line);
            previous = Sign(body);
            stream.Write(Encoding.UTF8.GetBytes($"{body[..^1]}{Mark}{previous}\"}}\n"));
        }

        stream.Flush(flushToDisk: true);
    }

    /// <summary>Another process of this node (a command) may be writing its own line.</summary>
    private static FileStream Open(string path, FileMode mode, FileAccess access, FileShare share)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return new FileStream(path, mode, access, share);
            }
            catch (IOException) when (attempt < 100 && File.Exists(path))
            {
                Thread.Sleep(50);
            }
        }
    }

    /// <summary>Goes to the end of the last whole line and returns its signature.</summary>
    private static string CutToLastLine(FileStream stream)
    {
        var start = Math.Max(0, stream.Length - LongestLine);
        stream.Seek(start, SeekOrigin.Begin);
        var bytes = new byte[stream.Length - start];
        stream.ReadExactly(bytes);
        var end = Array.LastIndexOf(bytes, (byte)'\n') + 1;
        stream.SetLength(start + end);
        stream.Seek(0, SeekOrigin.End);
        var tail = Encoding.UTF8.GetString(bytes, 0, Math.Max(0, end - 1));
        return SignatureOf(tail[(tail.LastIndexOf('\n') + 1)..]) ?? "";
    }

    private static bool EndsLine(FileStream stream)
    {
        var at = stream.Position;
        stream.Seek(-1, SeekOrigin.End);
        var ends = stream.ReadByte() == '\n';
        stream.Position = at;
        return ends;
    }

    private (Line? Line, string Signature) Open(string text)
    {
        if (SignatureOf(text) is not { } signature) return (null, "");
        var body = text[..text.LastIndexOf(Mark, StringComparison.Ordinal)] + "}";
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Sign(body)), Encoding.UTF8.GetBytes(signature))) return (null, signature);
        return (JsonSerializer.Deserialize<Line>(body), signature);
    }

    private static string? SignatureOf(string line)
    {
        var at = line.LastIndexOf(Mark, StringComparison.Ordinal);
        return at < 0 || !line.EndsWith("\"}", StringComparison.Ordinal) || line.Length < at + Mark.Length + 2 ? null : line[(at + Mark.Length)..^2];
    }

    private string Sign(string body) => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(body)));

    [GeneratedRegex("[^A-Za-z0-9-]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Unsafe();
}
