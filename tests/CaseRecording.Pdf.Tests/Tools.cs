using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace CaseRecording.Pdf.Tests;

/// <summary>The independent judges: programs that read PDF and were written by others.</summary>
internal static class Tools
{
    public static string PdfToText(string file, params string[] arguments) => Run("pdftotext", [.. arguments, file, "-"]);

    public static string Run(string tool, params string[] arguments)
    {
        var start = new ProcessStartInfo(tool, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, $"{tool} {string.Join(' ', arguments)} ended with {process.ExitCode}: {output}{errors.Result}");
            return output;
        }
        catch (Win32Exception)
        {
            Assert.Fail($"The tests of the PDF writer need {tool}, which is not installed. On Debian or Ubuntu: apt-get install qpdf poppler-utils");
            throw;
        }
    }
}
