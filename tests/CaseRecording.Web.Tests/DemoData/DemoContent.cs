using System.Text.Json.Nodes;

namespace CaseRecording.Web.Tests.DemoData;

/// <summary>The demonstration council's files, read as they lie in the source tree: no application is needed.</summary>
internal sealed class DemoContent
{
    public static readonly DemoContent All = new();

    private DemoContent()
    {
        Folder = Path.Combine(Root(), "src", "CaseRecording.Web", "DemoData");
        Files = Directory.GetFiles(Folder, "*.json").Order(StringComparer.Ordinal).ToDictionary(f => Path.GetFileName(f), f => JsonNode.Parse(File.ReadAllText(f))!.AsObject());
        Staff = Files["staff.json"].List("staff");
        Families = [.. Files.Where(f => f.Key.StartsWith("families-", StringComparison.Ordinal)).Select(f => f.Value)];
        Children = [.. Families.SelectMany(f => f.List("children"))];
        People = [.. Files["professionals.json"].List("people"), .. Families.SelectMany(f => f.List("people"))];
        Full = Entries("entries-");
        Short = Entries("contacts-");
        Recordings = [.. Full, .. Short];
        Drafts = Files.TryGetValue("drafts.json", out var drafts) ? drafts.List("drafts") : [];
    }

    public string Folder { get; }
    public Dictionary<string, JsonObject> Files { get; }
    public List<JsonObject> Staff { get; }
    public List<JsonObject> Families { get; }
    public List<JsonObject> Children { get; }
    public List<JsonObject> People { get; }
    public List<JsonObject> Full { get; }
    public List<JsonObject> Short { get; }
    public List<JsonObject> Recordings { get; }
    public List<JsonObject> Drafts { get; }

    public JsonObject Child(string key) => Children.Single(c => c.Text("key") == key);
    public JsonObject StaffMember(string key) => Staff.Single(s => s.Text("key") == key);
    public bool IsManager(string staff) => StaffMember(staff).Strings("roles").Any(r => r is "teamManager" or "seniorManager");

    /// <summary>The kinds of status a child had on a day, counted back from the day of seeding.</summary>
    public List<string> StatusOn(string child, int daysAgo) =>
        [.. Child(child).List("statuses").Where(s => s.Covers(daysAgo)).Select(s => s.Text("kind")!)];

    private List<JsonObject> Entries(string prefix) =>
        [.. Files.Where(f => f.Key.StartsWith(prefix, StringComparison.Ordinal)).SelectMany(f => f.Value.List("entries"))];

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "CaseRecording.sln")))
            folder = folder.Parent;
        return folder.FullName;
    }
}

internal static class JsonReading
{
    public static string? Text(this JsonObject node, string name) => node[name]?.GetValue<string>();
    public static int? Number(this JsonObject node, string name) => node[name]?.GetValue<int>();
    public static bool? Answer(this JsonObject node, string name) => node[name]?.GetValue<bool>();
    public static bool Is(this JsonObject node, string name) => node.Answer(name) == true;
    public static JsonObject? Object(this JsonObject node, string name) => node[name]?.AsObject();
    public static List<JsonObject> List(this JsonObject node, string name) => [.. (node[name]?.AsArray() ?? []).Select(n => n!.AsObject())];
    public static List<string> Strings(this JsonObject node, string name) => [.. (node[name]?.AsArray() ?? []).Select(n => n!.GetValue<string>())];

    /// <summary>A field of a recording, or of one child's part of it; null when it is missing or blank.</summary>
    public static string? Field(this JsonObject node, string name) =>
        node.Object("fields")?.Text(name) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    /// <summary>Does a period (from the older day to the newer one, open when it has no end) cover the day?</summary>
    public static bool Covers(this JsonObject period, int daysAgo) =>
        period.Number("fromDaysAgo") >= daysAgo && (period.Number("toDaysAgo") is not { } end || end <= daysAgo);

    public static bool IsFinal(this JsonObject entry) => entry.Number("finalisedAfterMinutes") is not null;
    public static bool IsVisit(this JsonObject entry) => entry.Text("kind") == "Visit";
}
