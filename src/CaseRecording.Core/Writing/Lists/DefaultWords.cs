namespace CaseRecording.Core.Writing.Lists;

/// <summary>The lists as delivered: one file for each, a line for each expression, its parts between bars.</summary>
public static class DefaultWords
{
    private static readonly Lazy<IReadOnlyList<WordEntry>> Read = new(() => [.. Enum.GetValues<WordKind>().SelectMany(Of)]);

    /// <summary>Every line of every list, in the order of the files.</summary>
    public static IReadOnlyList<WordEntry> All => Read.Value;

    private static IEnumerable<WordEntry> Of(WordKind kind)
    {
        using var stream = typeof(DefaultWords).Assembly.GetManifestResourceStream($"words-{kind.Slug()}.txt")
            ?? throw new InvalidOperationException($"The list of {kind} is not in the program.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#') continue;
            var parts = line.Split('|', StringSplitOptions.TrimEntries);
            yield return new WordEntry(kind, WordEntry.KeyOf(parts[0]), parts[0], parts.ElementAtOrDefault(1) ?? "", parts.ElementAtOrDefault(2) ?? "");
        }
    }
}
