namespace CaseRecording.Core.Writing.Advising;

/// <summary>A text largely the same as an earlier one is pointed out beside its twin (N-11). Which are alike was found before, in the database.</summary>
internal static class TwinRule
{
    public static IEnumerable<Advice> Find(Reading reading)
    {
        foreach (var twin in reading.Request.Twins)
        {
            var field = reading.Fields.FirstOrDefault(f => f.Field.Name == twin.Field);
            if (field is null || !Rules.N11.Applies(true)) continue;
            yield return new Advice(Rules.N11, 80, twin.Field, twin.Start, twin.Length, field.Field.Text.Substring(twin.Start, twin.Length), $"Much of this stands already in {twin.Where}. Repeated text hides what is new.") with
            {
                Instead = "Write what was different this time, or link to the earlier entry",
                Twin = twin,
            };
        }
    }
}
