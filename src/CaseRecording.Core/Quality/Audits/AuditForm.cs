using CaseRecording.Core.Recording;

namespace CaseRecording.Core.Quality.Audits;

/// <summary>An audit's form as read. With troubles it is not finished, even where the rules are content.</summary>
/// <param name="Input">What it says.</param>
/// <param name="Troubles">What could not be read.</param>
public sealed record AuditReading(AuditInput Input, IReadOnlyList<FormTrouble> Troubles);

/// <summary>The way from the fields of an audit's form, posted or drafted, to what it says.</summary>
public static class AuditForm
{
    /// <summary>Name of the form among drafts.</summary>
    public const string Name = "audit";

    /// <summary>Most rows of what must be put right.</summary>
    public const int MostRows = 20;

    /// <summary>Reads it. Business rules are not asked here.</summary>
    public static AuditReading Read(IReadOnlyDictionary<string, string[]> fields)
    {
        var form = new FieldReader(fields);
        var points = new List<PointFinding>();
        foreach (var point in StandardLabels.All)
        {
            if (form.Choice<PointResult>(AuditInput.FieldOf(point)) is not { } result) continue;
            var comment = form.Text(AuditInput.CommentOf(point));
            points.Add(new PointFinding(point, result, comment.Length > 0 ? comment : null));
        }

        var actions = form.Rows("action", MostRows, "what", "who", "by-day", "by-month", "by-year").Select(row => new RemedialInput(
            int.Parse(row.AsSpan(7, row.Length - 8), System.Globalization.CultureInfo.InvariantCulture), form.Text(row + "what"), Owner(form, row + "who"), form.Date(row + "by"))).ToList();
        var strengths = form.Text("strengths");
        return new AuditReading(new AuditInput(points, strengths.Length > 0 ? strengths : null, form.Choice<AuditOutcome>("outcome"), actions), form.Troubles);
    }

    private static Guid? Owner(FieldReader form, string name)
    {
        var text = form.Text(name);
        if (text.Length == 0) return null;
        if (Guid.TryParse(text, out var id)) return id;
        form.Trouble(name, "Choose from the list on the page");
        return null;
    }
}
