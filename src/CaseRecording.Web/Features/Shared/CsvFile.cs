using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Microsoft.AspNetCore.Mvc;

namespace CaseRecording.Web.Features.Shared;

/// <summary>A list as a file for a spreadsheet: UTF-8 with its mark, commas, a first row of column names. A cell that a spreadsheet would take for a formula is made text.</summary>
public static class CsvFile
{
    public static FileContentResult Make<T>(string name, IEnumerable<T> rows, params (string Column, Func<T, string?> Cell)[] columns)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { InjectionOptions = InjectionOptions.Escape }))
        {
            foreach (var (column, _) in columns) csv.WriteField(column);
            csv.NextRecord();
            foreach (var row in rows)
            {
                foreach (var (_, cell) in columns) csv.WriteField(cell(row));
                csv.NextRecord();
            }
        }

        return new FileContentResult([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())], "text/csv; charset=utf-8") { FileDownloadName = name };
    }
}
