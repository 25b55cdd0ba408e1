using System.Collections;
using System.Globalization;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace CaseRecording.Web.TagHelpers;

/// <summary>What the fields of a form hold when they come from a draft, not from a model: field key to values.</summary>
public static class FormValues
{
    private const string Key = "FormValues";

    /// <summary>
    /// Fields of this view take their values from here, unless the form has just been posted. A name that is not in it is blank.
    /// </summary>
    public static void SetFormValues(this ViewDataDictionary viewData, IReadOnlyDictionary<string, string[]> values) => viewData[Key] = values;

    internal static string[]? Find(ViewDataDictionary viewData, string name) =>
        viewData[Key] is IReadOnlyDictionary<string, string[]> all ? all.GetValueOrDefault(name) ?? [] : null;

    /// <summary>A model's value as the form posts it back: enums and booleans in camel case, dates as yyyy-MM-dd.</summary>
    internal static string[] From(object? value) => value switch
    {
        null => [],
        string text => [text],
        bool flag => [flag ? "true" : "false"],
        Enum member => [CamelCase(member.ToString())],
        DateOnly date => [date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)],
        TimeOnly time => [time.ToString("HH:mm", CultureInfo.InvariantCulture)],
        IFormattable formattable => [formattable.ToString(null, CultureInfo.InvariantCulture)],
        IEnumerable many => [.. many.Cast<object?>().SelectMany(From)],
        _ => [value.ToString() ?? ""],
    };

    internal static string CamelCase(string name) =>
        string.Join('.', name.Split('.').Select(part => part.Length == 0 ? part : char.ToLowerInvariant(part[0]) + part[1..]));
}
