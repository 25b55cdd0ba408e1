using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace CaseRecording.TestKit;

/// <summary>Programs that read PDF and were written by others.</summary>
public static class PdfTools
{
    /// <summary>Whole text in reading order, runs of white space as one space.</summary>
    public static string Text(string file) => OneLine(Run("pdftotext", "-raw", file, "-"));

    /// <summary>Text of each page as it is laid out, from page 1 at index 0.</summary>
    public static IReadOnlyList<string> Pages(string file) => Run("pdftotext", "-layout", file, "-").Split('\f')[..^1];

    /// <summary>What qpdf finds wrong; it fails when there is anything.</summary>
    public static string Check(string file) => Run("qpdf", "--check", file);

    /// <summary>The file with every stream unpacked, to search for what must not be there.</summary>
    public static string Unpacked(string file) => Run("qpdf", "--qdf", "--object-streams=disable", file, "-");

    public static string OneLine(string text) => string.Join(' ', text.Split((char[])[' ', '\n', '\r', '\f', '\u00A0'], StringSplitOptions.RemoveEmptyEntries));

    public static string Run(string tool, params string[] arguments)
    {
        var start = new ProcessStartInfo(tool, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8 };
        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{tool} ended with {process.ExitCode}: {output}{errors.Result}");
        }
        catch (Win32Exception missing)
        {
            throw new InvalidOperationException($"These tests need {tool}. On Debian or Ubuntu: apt-get install qpdf poppler-utils", missing);
        }
    }
}
