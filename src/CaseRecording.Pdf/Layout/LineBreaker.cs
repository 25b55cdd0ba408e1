using System.Globalization;
using System.Text;
using CaseRecording.Pdf.Typography;

namespace CaseRecording.Pdf.Layout;

/// <summary>Part of a line that belongs to one run.</summary>
internal readonly record struct StyleSpan(int Start, int Length, TextStyle Style, int Run);

/// <summary>One line of a text, in the order it is read.</summary>
/// <param name="Text">With a space at its end where the next line is a new word.</param>
/// <param name="Spans">The runs it is made of, one after the other.</param>
/// <param name="RightToLeft">Whether its paragraph reads from the right.</param>
internal sealed record TextLine(string Text, StyleSpan[] Spans, bool RightToLeft);

/// <summary>
/// Fills lines with as many words as fit. Words that are wider than the line are cut; a word may be made of several
/// runs and is then kept together.
/// </summary>
internal sealed class LineBreaker
{
    private readonly double _width;
    private readonly double _size;
    private readonly bool _rightToLeft;
    private readonly List<TextLine> _lines = [];
    private readonly StringBuilder _text = new();
    private readonly List<StyleSpan> _spans = [];
    private readonly List<(string Text, TextStyle Style, int Run)> _word = [];
    private double _wordWidth;
    private double _x;
    private (TextStyle Style, int Run)? _space;

    private LineBreaker(double width, double size, bool rightToLeft) => (_width, _size, _rightToLeft) = (width, size, rightToLeft);

    /// <param name="runs">Clean text with its styles.</param>
    /// <param name="width">Width of the lines in points.</param>
    /// <param name="size">Font size in points.</param>
    public static List<TextLine> Break(IReadOnlyList<(string Text, TextStyle Style)> runs, double width, double size)
    {
        bool rightToLeft = runs.Any(run => Bidi.HasRightToLeft(run.Text)) && Bidi.StartsRightToLeft(string.Concat(runs.Select(run => run.Text)));
        var breaker = new LineBreaker(width, size, rightToLeft);
        for (int i = 0; i < runs.Count; i++) breaker.Add(runs[i].Text, runs[i].Style, i);
        breaker.EndWord();
        if (breaker._text.Length > 0) breaker.EndLine(spaceFollows: false);
        else if (breaker._lines.Count > 0 && breaker._lines[^1].Text.Length == 0) breaker._lines.RemoveAt(breaker._lines.Count - 1);
        return breaker._lines;
    }

    private void Add(string text, TextStyle style, int run)
    {
        for (int i = 0; i < text.Length;)
        {
            if (text[i] is '\n' or ' ')
            {
                EndWord();
                if (text[i] == '\n') EndTypedLine();
                else _space = (style, run);
                i++;
                continue;
            }

            int end = EndOfPiece(text, i);
            string piece = text[i..end];
            _word.Add((piece, style, run));
            _wordWidth += Width(piece, style);
            if (end < text.Length) EndWord();
            i = end;
        }
    }

    private void EndWord()
    {
        if (_word.Count == 0) return;
        double space = _space is { } s && _text.Length > 0 ? Width(" ", s.Style) : 0;
        if (_text.Length > 0 && _x + space + _wordWidth > _width)
        {
            EndLine(spaceFollows: _space != null);
        }
        else if (space > 0)
        {
            Append(" ", _space!.Value.Style, _space.Value.Run, space);
        }

        _space = null;
        foreach (var (text, style, run) in _word)
        {
            if (_wordWidth > _width) AppendInPieces(text, style, run);
            else Append(text, style, run, Width(text, style));
        }

        _word.Clear();
        _wordWidth = 0;
    }

    private void AppendInPieces(string text, TextStyle style, int run)
    {
        var characters = StringInfo.GetTextElementEnumerator(text);
        while (characters.MoveNext())
        {
            string character = characters.GetTextElement();
            double width = Width(character, style);
            if (_text.Length > 0 && _x + width > _width) EndLine(spaceFollows: false);
            Append(character, style, run, width);
        }
    }

    private void Append(string text, TextStyle style, int run, double width)
    {
        if (_spans.Count > 0 && _spans[^1].Run == run) _spans[^1] = _spans[^1] with { Length = _spans[^1].Length + text.Length };
        else _spans.Add(new StyleSpan(_text.Length, text.Length, style, run));
        _text.Append(text);
        _x += width;
    }

    // However many empty lines were typed, one parts the text; none stands at its beginning.
    private void EndTypedLine()
    {
        bool empty = _text.Length == 0 && (_lines.Count == 0 || _lines[^1].Text.Length == 0);
        if (empty) _space = null;
        else EndLine(spaceFollows: true);
    }

    private void EndLine(bool spaceFollows)
    {
        // The space keeps the last word of this line apart from the next one when the text is copied or read aloud.
        if (spaceFollows && _spans.Count > 0) Append(" ", _spans[^1].Style, _spans[^1].Run, 0);
        _lines.Add(new TextLine(_text.ToString(), [.. _spans], _rightToLeft));
        _text.Clear();
        _spans.Clear();
        _x = 0;
        _space = null;
    }

    private double Width(string text, TextStyle style) => Shaper.Width(text, style.Bold) * _size;

    private static int EndOfPiece(string text, int start)
    {
        int end = start + 1;
        while (end < text.Length && text[end] is not (' ' or '\n') && !CanBreak(text, end)) end++;
        return end;
    }

    /// <summary>Whether a line may end between the characters before and at the index, where there is no space.</summary>
    private static bool CanBreak(string text, int index)
    {
        char before = text[index - 1], after = text[index];
        if (before is '–' or '—') return char.IsLetter(after);
        if (before is '-' or '/') return index > 1 && char.IsLetter(text[index - 2]) && char.IsLetter(after);
        if (before < '\u2E80' && after < '\u2E80') return false;
        if (char.IsLowSurrogate(after)) return false;
        if (char.IsLowSurrogate(before)) before = text[index - 2];
        return (IsIdeographic(before) || IsIdeographic(after)) && !IsClosing(after) && !IsOpening(before);
    }

    private static bool IsIdeographic(char c) =>
        c is (>= '\u2E80' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF') or (>= '\uFF00' and <= '\uFFEF') or (>= '\uD840' and <= '\uD88F');

    private static bool IsClosing(char c) =>
        char.GetUnicodeCategory(c) is UnicodeCategory.ClosePunctuation or UnicodeCategory.FinalQuotePunctuation or UnicodeCategory.OtherPunctuation;

    private static bool IsOpening(char c) =>
        char.GetUnicodeCategory(c) is UnicodeCategory.OpenPunctuation or UnicodeCategory.InitialQuotePunctuation;
}
