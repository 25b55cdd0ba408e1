using System.Globalization;

namespace CaseRecording.Core.Writing;

internal enum MarkTokenKind
{
    Text,
    Break,
    Words,
    Open,
    Close,
    Entry,
}

/// <summary>A piece of the text that is, or could be part of, a mark.</summary>
internal sealed record MarkToken(MarkTokenKind Kind, int Start, int End)
{
    /// <summary>For ==: something other than white space follows on the line.</summary>
    public bool CanOpen { get; init; }

    /// <summary>For ==: something other than white space goes before on the line.</summary>
    public bool CanClose { get; init; }

    public StatementKind Statement { get; init; }

    public string? Source { get; init; }

    public long Number { get; init; }
}

/// <summary>Cuts the lines of a block into tokens.</summary>
internal static class MarkScanner
{
    private const string EntryMark = "[[entry:";
    private const int MostDigits = 18;

    public static List<MarkToken> Scan(string source, IReadOnlyList<Range> lines)
    {
        var tokens = new List<MarkToken>();
        foreach (var line in lines)
        {
            var (start, end) = (line.Start.Value, line.End.Value);
            if (tokens.Count > 0) tokens.Add(new MarkToken(MarkTokenKind.Break, start, start));
            for (var at = start; at < end;)
            {
                var token = Next(source, start, at, end);
                tokens.Add(token);
                at = token.End;
            }
        }

        return tokens;
    }

    private static MarkToken Next(string source, int lineStart, int at, int end)
    {
        var rest = source.AsSpan(at, end - at);
        return source[at] switch
        {
            '=' => EqualsSigns(source, lineStart, at, end),
            '[' when rest.StartsWith(EntryMark) => Entry(source, at, end) ?? Text(1),
            '[' when rest.StartsWith("[[") => Open(source, at, end) ?? Text(1),
            ']' when rest.StartsWith("]]") => new MarkToken(MarkTokenKind.Close, at, at + 2),
            '[' or ']' => Text(1),
            _ => Text(rest.IndexOfAny('=', '[', ']') is var next and >= 0 ? next : rest.Length),
        };

        MarkToken Text(int length) => new(MarkTokenKind.Text, at, at + length);
    }

    /// <summary>Two equals signs are a mark; one, or a ruled line of many, is text.</summary>
    private static MarkToken EqualsSigns(string source, int lineStart, int at, int end)
    {
        var more = source.AsSpan(at, end - at).IndexOfAnyExcept('=');
        var after = more < 0 ? end : at + more;
        if (after - at != 2) return new MarkToken(MarkTokenKind.Text, at, after);
        return new MarkToken(MarkTokenKind.Words, at, after)
        {
            CanOpen = after < end && !char.IsWhiteSpace(source[after]),
            CanClose = at > lineStart && !char.IsWhiteSpace(source[at - 1]),
        };
    }

    private static MarkToken? Entry(string source, int at, int end)
    {
        var digits = at + EntryMark.Length;
        var rest = source.AsSpan(digits, Math.Min(end - digits, MostDigits + 2));
        var length = rest.IndexOf("]]");
        return Rules.N20.Applies(length > 0) && long.TryParse(rest[..length], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new MarkToken(MarkTokenKind.Entry, at, digits + length + 2) { Number = number }
            : null;
    }

    /// <summary>[[kind| or [[kind: source|, on one line.</summary>
    private static MarkToken? Open(string source, int at, int end)
    {
        var rest = source.AsSpan(at + 2, end - at - 2);
        var length = rest.IndexOfAny('|', '[', ']');
        if (length < 0 || rest[length] != '|') return null;

        var head = rest[..length];
        var colon = head.IndexOf(':');
        if (StatementKinds.Find((colon < 0 ? head : head[..colon]).Trim()) is not { } kind) return null;
        if (kind == StatementKind.Sensitive && !Rules.N19.Applies(true)) return null;
        var owner = colon < 0 ? "" : head[(colon + 1)..].Trim().ToString();
        return new MarkToken(MarkTokenKind.Open, at, at + 2 + length + 1) { Statement = kind, Source = owner.Length > 0 ? owner : null };
    }
}
