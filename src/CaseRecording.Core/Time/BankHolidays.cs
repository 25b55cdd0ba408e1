using System.Collections.Frozen;
using System.Globalization;

namespace CaseRecording.Core.Time;

/// <summary>
/// Bank holidays in England and Wales, read from <c>bank-holidays.csv</c> beside this file: a newly proclaimed day is a line there.
/// Outside the years listed only weekends count as days off.
/// </summary>
public static class BankHolidays
{
    private static readonly FrozenSet<DateOnly> Days = Read();

    /// <summary>The last year the list covers: someone must be told before it runs out.</summary>
    public static int LastYearListed { get; } = Days.Max(day => day.Year);

    /// <summary>Whether the day is a bank holiday. Substitute days count, the weekend days they stand for need not.</summary>
    public static bool Contains(DateOnly day) => Days.Contains(day);

    internal static IReadOnlyCollection<DateOnly> All => Days;

    private static FrozenSet<DateOnly> Read()
    {
        using var stream = typeof(BankHolidays).Assembly.GetManifestResourceStream("bank-holidays.csv")
            ?? throw new InvalidOperationException("The list of bank holidays is missing from the build.");
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Skip(1)
            .Select(line => DateOnly.ParseExact(line.Split(',')[0], "yyyy-MM-dd", CultureInfo.InvariantCulture))
            .ToFrozenSet();
    }
}
