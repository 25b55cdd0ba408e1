using System.Globalization;

namespace CaseRecording.Core.Data;

/// <summary>Where a page of a list in order of time begins: just after (older) or just before (newer) one row.</summary>
/// <param name="AtUtc">That row's instant, UTC.</param>
/// <param name="Id">That row's key.</param>
/// <param name="Newer">Towards newer rows.</param>
public sealed record TimeCursor(DateTime AtUtc, long Id, bool Newer)
{
    /// <summary>As it stands in an address.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(Newer ? 'n' : 'o')}{AtUtc.Ticks}-{Id}");

    /// <summary>Reads one from an address; null when it is not one.</summary>
    public static TimeCursor? Parse(string? text)
    {
        var parts = text?.Split('-');
        if (parts is not [{ Length: > 1 } first, var second] || first[0] is not ('n' or 'o')) return null;
        return long.TryParse(first.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTime.MaxValue.Ticks
            && long.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? new TimeCursor(new DateTime(ticks, DateTimeKind.Utc), id, first[0] == 'n')
            : null;
    }

    /// <summary>Makes a page, newest first, of the rows found at a cursor in its direction: one more than the page holds where there are more.</summary>
    internal static (IReadOnlyList<T> Rows, TimeCursor? Newer, TimeCursor? Older) Page<T>(List<T> found, TimeCursor? at, int size, Func<T, (DateTime AtUtc, long Id)> key)
    {
        var more = found.Count > size;
        if (more) found.RemoveAt(size);
        if (at is { Newer: true }) found.Reverse();
        if (found.Count == 0) return ([], null, null);
        return (
            found,
            at is null || (at.Newer && !more) ? null : Cursor(found[0], true),
            at is { Newer: true } || more ? Cursor(found[^1], false) : null);

        TimeCursor Cursor(T row, bool newer) => new(key(row).AtUtc, key(row).Id, newer);
    }
}
