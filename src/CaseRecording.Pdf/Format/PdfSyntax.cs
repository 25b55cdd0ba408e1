using System.Globalization;
using System.Text;

namespace CaseRecording.Pdf.Format;

/// <summary>How values are spelt in a PDF file.</summary>
internal static class PdfSyntax
{
    /// <summary>A number with at most two decimals, which is finer than any printer.</summary>
    public static string Number(double value) => Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture);

    public static StringBuilder AppendNumber(this StringBuilder target, double value)
    {
        long hundredths = (long)Math.Round(value * 100);
        if (hundredths < 0) target.Append('-');
        hundredths = Math.Abs(hundredths);
        target.Append(hundredths / 100);
        int rest = (int)(hundredths % 100);
        if (rest == 0) return target;
        target.Append('.').Append((char)('0' + (rest / 10)));
        return rest % 10 == 0 ? target : target.Append((char)('0' + (rest % 10)));
    }

    /// <summary>A text string. Always as hexadecimal UTF-16, so that no character can break out of it.</summary>
    public static string Text(string text)
    {
        var hex = new StringBuilder("<FEFF", 6 + (4 * text.Length));
        foreach (char c in text) hex.AppendHex(c);
        return hex.Append('>').ToString();
    }

    public static StringBuilder AppendHex(this StringBuilder target, ushort value)
    {
        const string Digits = "0123456789ABCDEF";
        return target.Append(Digits[value >> 12]).Append(Digits[(value >> 8) & 15]).Append(Digits[(value >> 4) & 15]).Append(Digits[value & 15]);
    }

    /// <summary>An instant in UTC.</summary>
    public static string Date(DateTime utc) => utc.ToString("'(D:'yyyyMMddHHmmss'Z)'", CultureInfo.InvariantCulture);

    public static string Reference(int id) => string.Create(CultureInfo.InvariantCulture, $"{id} 0 R");

    public static string References(IEnumerable<int> ids) => string.Join(' ', ids.Select(Reference));
}
