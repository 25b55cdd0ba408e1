using System.Reflection;
using System.Text.RegularExpressions;

namespace CaseRecording.Core.Tests.Rules;

/// <summary>docs/rules.md as a table, and the tests that name each rule.</summary>
internal static partial class RuleBook
{
    public sealed record Row(string Code, string Sentence, string Source, string File, string Test, string Status);

    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<Row> Rows { get; } =
    [
        .. File.ReadAllLines(Path.Combine(Root, "docs", "rules.md"))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Where(cells => cells.Length == 8 && Code().IsMatch(cells[1]))
            .Select(cells => new Row(cells[1], cells[2], cells[3], cells[4].Trim('`'), cells[5].Trim('`'), cells[6])),
    ];

    /// <summary>Tests of this assembly that carry the rule's code as a trait.</summary>
    public static IReadOnlyList<MethodInfo> TestsOf(string code) =>
    [
        .. typeof(RuleBook).Assembly.GetTypes().SelectMany(t => t.GetMethods())
            .Where(m => m.GetCustomAttributesData().Any(a =>
                a.AttributeType == typeof(TraitAttribute)
                && a.ConstructorArguments is [{ Value: "Rule" }, { Value: string value }] && value == code)),
    ];

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CaseRecording.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The solution's folder was not found.");
    }

    [GeneratedRegex(@"^[A-Z]-\d\d$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Code();
}
