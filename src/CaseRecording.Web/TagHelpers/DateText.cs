using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Binders;

namespace CaseRecording.Web.TagHelpers;

/// <summary>Reads a date typed as day, month and year.</summary>
public static class DateText
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>All three blank is no date and no trouble. The month may be a number or a name. Otherwise <paramref name="trouble"/> says what is wrong.</summary>
    public static bool TryRead(string? day, string? month, string? year, out DateOnly? date, out string? trouble)
    {
        (day, month, year) = (day?.Trim() ?? "", month?.Trim() ?? "", year?.Trim() ?? "");
        (date, trouble) = (null, null);
        if (day.Length + month.Length + year.Length == 0)
            return true;

        var missing = new[] { (day, "day"), (month, "month"), (year, "year") }.Where(p => p.Item1.Length == 0).Select(p => p.Item2).ToArray();
        if (missing.Length > 0)
            trouble = $"The date needs a {string.Join(" and a ", missing)}";
        else if (!TryNumber(day, out var d) || MonthNumber(month) is not { } m || !TryNumber(year, out var y))
            trouble = "Enter the date in numbers, like 27 3 2026";
        else if (year.Length != 4)
            trouble = "The year needs four digits, like 2026";
        else if (m is < 1 or > 12)
            trouble = "The month is a number from 1 to 12";
        else if (y < 1900 || d < 1 || d > DateTime.DaysInMonth(y, m))
            trouble = $"There is no {d} {English.DateTimeFormat.GetMonthName(m)} {y}. Check the date";
        else
            date = new DateOnly(y, m, d);
        return trouble is null;
    }

    private static bool TryNumber(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static int? MonthNumber(string text)
    {
        if (TryNumber(text, out var number))
            return number;
        for (var month = 1; month <= 12; month++)
        {
            var name = English.DateTimeFormat.GetMonthName(month);
            if (text.Length >= 3 && name.StartsWith(text, StringComparison.OrdinalIgnoreCase))
                return month;
        }
        return null;
    }
}

/// <summary>Reads a time of day as people type it: 14:30, 14.30, 1430, 9:05, 2pm, 2:30 pm.</summary>
public static class TimeText
{
    private static readonly string[] Formats =
        ["H:mm", "HH:mm", "H.mm", "HH.mm", "HHmm", "h tt", "htt", "h:mm tt", "h:mmtt", "h.mm tt", "h.mmtt"];

    private static readonly CultureInfo English = new("en-GB") { DateTimeFormat = { AMDesignator = "am", PMDesignator = "pm" } };

    /// <summary>Blank is no time and no trouble.</summary>
    public static bool TryRead(string? text, out TimeOnly? time, out string? trouble)
    {
        (time, trouble) = (null, null);
        if (string.IsNullOrWhiteSpace(text))
            return true;
        if (TimeOnly.TryParseExact(text.Trim().ToLowerInvariant(), Formats, English, DateTimeStyles.None, out var read))
            time = read;
        else
            trouble = "Enter a time, like 14:30";
        return trouble is null;
    }
}

/// <summary>Binds <c>DateOnly</c> from the three fields of <c>gov-date</c>, and from yyyy-MM-dd in addresses.</summary>
internal sealed class DateBinder : IModelBinder
{
    public Task BindModelAsync(ModelBindingContext context)
    {
        var name = context.ModelName;
        string?[] parts = [Part("day"), Part("month"), Part("year")];
        if (parts.All(p => p is null))
            return BindSingle(context);

        if (!DateText.TryRead(parts[0], parts[1], parts[2], out var date, out var trouble))
            context.ModelState.TryAddModelError(name, trouble!);
        else
            context.Result = ModelBindingResult.Success(date);
        return Task.CompletedTask;

        string? Part(string part)
        {
            var value = context.ValueProvider.GetValue($"{name}-{part}");
            if (value == ValueProviderResult.None)
                return null;
            context.ModelState.SetModelValue($"{name}-{part}", value);
            context.ModelState.MarkFieldValid($"{name}-{part}");
            return value.FirstValue ?? "";
        }
    }

    private static Task BindSingle(ModelBindingContext context)
    {
        var value = context.ValueProvider.GetValue(context.ModelName);
        if (value.FirstValue is not { Length: > 0 } text)
            return Task.CompletedTask;
        context.ModelState.SetModelValue(context.ModelName, value);
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            context.Result = ModelBindingResult.Success(date);
        else
            context.ModelState.TryAddModelError(context.ModelName, "Enter a date, like 2026-03-27");
        return Task.CompletedTask;
    }
}

/// <summary>Finds <see cref="DateBinder"/> for dates.</summary>
internal sealed class DateBinderProvider : IModelBinderProvider
{
    public IModelBinder? GetBinder(ModelBinderProviderContext context) =>
        context.Metadata.UnderlyingOrModelType == typeof(DateOnly) ? new BinderTypeModelBinder(typeof(DateBinder)) : null;
}
