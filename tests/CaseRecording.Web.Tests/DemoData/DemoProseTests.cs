using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CaseRecording.Web.Tests.DemoData;

public sealed class DemoProseTests
{
    private static readonly DemoContent Demo = DemoContent.All;
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public void Files_All_AreShortEnoughToRead()
    {
        Assert.All(Demo.Files.Keys, f => Assert.True(File.ReadAllLines(Path.Combine(Demo.Folder, f)).Length <= 300, f));
    }

    [Fact]
    public void Sentences_OfAllRecordings_AreWrittenOnce()
    {
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in Demo.Recordings.Concat(Demo.Drafts))
            foreach (var sentence in Texts(entry).SelectMany(Sentences))
            {
                var key = entry.Text("key")!;
                Assert.True(seen.TryAdd(sentence, key), $"'{sentence}' stands in {key} and in {seen.GetValueOrDefault(sentence)}");
            }
        Assert.True(seen.Count > 3500);
    }

    [Fact]
    public void Recordings_Counted_MakeAYearAndAHalf()
    {
        Assert.True(Demo.Full.Count >= 120, $"{Demo.Full.Count} full entries");
        Assert.True(Demo.Short.Count >= 150, $"{Demo.Short.Count} shorter contacts");
        Assert.True(Demo.Recordings.Max(e => e.Number("daysAgo")) > 18 * 30);
        var recorded = Demo.Recordings.SelectMany(e => e.List("children")).Select(c => c.Text("child")).ToHashSet();
        Assert.All(Demo.Children, c => Assert.Contains(c.Text("key"), recorded));
    }

    [Fact]
    public void ProtectedAddresses_InProse_AreNeverNamed()
    {
        var secrets = Demo.Children.SelectMany(c => c.List("addresses")).Where(a => a.Is("protected")).Select(a => a.Text("text")!.Split(',')[0]).Distinct().ToList();
        Assert.True(secrets.Count >= 2);
        foreach (var entry in Demo.Recordings.Concat(Demo.Drafts))
            Assert.All(secrets, s => Assert.DoesNotContain(s, entry.ToJsonString(Readable), StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Marks_InEveryText_AreWhole()
    {
        foreach (var entry in Demo.Recordings.Concat(Demo.Drafts))
            foreach (var text in Texts(entry))
            {
                Assert.True(Regex.Count(text, "==") % 2 == 0, text);
                var marks = Regex.Count(text, @"\[\[");
                Assert.Equal(marks, Regex.Count(text, @"\]\]"));
                Assert.Equal(marks, Regex.Count(text, @"\[\[((opinion|third party): [^|\]]+|fact|assessment|judgement|decision|sensitive)\|[^\]]+\]\]"));
            }
    }

    [Fact]
    public void Marks_OfEveryKind_AreShown()
    {
        var all = string.Join('\n', Demo.Recordings.SelectMany(Texts));
        string[] kinds = ["[[opinion: ", "[[third party: ", "[[fact|", "[[judgement|", "[[assessment|", "\n> ", "\n- ", "=="];
        Assert.All(kinds, k => Assert.Contains(k, all, StringComparison.Ordinal));
    }

    /// <summary>Every text a person wrote, except where the visit was and who was supervised, which may rightly recur, and a text's later version.</summary>
    private static IEnumerable<string> Texts(JsonObject entry)
    {
        var shared = entry.Object("fields")?.Where(f => f.Key is not ("place" or "supervised" or "attended")).Select(f => f.Value!.GetValue<string>()) ?? [];
        var own = entry.List("children").SelectMany(c => c.Object("fields") ?? []).Select(f => f.Value!.GetValue<string>());
        string?[] others =
        [
            entry.Text("lateReason"),
            entry.Object("returned")?.Text("reason"),
            entry.Object("safeguarding")?.Text("sentence"),
            entry.Object("sharedWithFamily")?.Text("said"),
            .. entry.List("amendments").SelectMany(a => new[] { a.Text("reason"), a.Text("text") }),
        ];
        return shared.Concat(own).Concat(others.OfType<string>());
    }

    /// <summary>Sentences of two words or more, without marks, punctuation and case.</summary>
    private static IEnumerable<string> Sentences(string text) =>
        Regex.Split(Regex.Replace(text, @"\[\[[^|\]]*\||\]\]|==|^(> |- )", "", RegexOptions.Multiline), @"(?<=[.!?:])[""’')]*\s+|\n")
            .Select(s => Regex.Replace(s.ToLowerInvariant(), @"[^\w']+", " ").Trim())
            .Where(s => s.Contains(' '));
}
