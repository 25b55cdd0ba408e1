using System.Collections;
using System.Data.Common;
using System.Text.RegularExpressions;

namespace CaseRecording.TestKit;

/// <summary>The answer to a save in which everything went well: each row touched once, each new row with a key of its own.</summary>
internal sealed partial class SavedRows(string sql) : DbDataReader
{
    private static int lastKey = 1_000_000_000;
    private readonly List<string> sets = [.. ResultSets().Matches(sql).Select(m => m.Value)];
    private int set;
    private int row = -1;

    public override int FieldCount => 100;

    public override bool HasRows => true;

    public override bool IsClosed => false;

    public override int RecordsAffected => -1;

    public override int Depth => 0;

    public override object this[int ordinal] => GetValue(ordinal);

    public override object this[string name] => throw new NotSupportedException();

    public override bool Read() => ++row >= 0;

    public override bool NextResult()
    {
        row = -1;
        return ++set < sets.Count;
    }

    /// <summary>The last column of a batch of inserts tells which of them the row answers.</summary>
    public override int GetInt32(int ordinal) =>
        ordinal == FieldCount - 1 ? row
        : set < sets.Count && (sets[set].EndsWith('1') || sets[set].EndsWith("COUNT", StringComparison.Ordinal)) ? 1
        : Interlocked.Increment(ref lastKey);

    public override long GetInt64(int ordinal) => Interlocked.Increment(ref lastKey);

    public override bool IsDBNull(int ordinal) => false;

    public override object GetValue(int ordinal) => GetInt32(ordinal);

    public override T GetFieldValue<T>(int ordinal) => (T)Convert.ChangeType(GetInt32(ordinal), typeof(T), System.Globalization.CultureInfo.InvariantCulture);

    public override bool GetBoolean(int ordinal) => throw new NotSupportedException();

    public override byte GetByte(int ordinal) => throw new NotSupportedException();

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) => throw new NotSupportedException();

    public override char GetChar(int ordinal) => throw new NotSupportedException();

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) => throw new NotSupportedException();

    public override string GetDataTypeName(int ordinal) => "int";

    public override DateTime GetDateTime(int ordinal) => throw new NotSupportedException();

    public override decimal GetDecimal(int ordinal) => throw new NotSupportedException();

    public override double GetDouble(int ordinal) => throw new NotSupportedException();

    public override IEnumerator GetEnumerator() => throw new NotSupportedException();

    public override Type GetFieldType(int ordinal) => typeof(int);

    public override float GetFloat(int ordinal) => throw new NotSupportedException();

    public override Guid GetGuid(int ordinal) => throw new NotSupportedException();

    public override short GetInt16(int ordinal) => throw new NotSupportedException();

    public override string GetName(int ordinal) => $"c{ordinal}";

    public override int GetOrdinal(string name) => throw new NotSupportedException();

    public override string GetString(int ordinal) => throw new NotSupportedException();

    public override int GetValues(object[] values) => throw new NotSupportedException();

    [GeneratedRegex(@"OUTPUT 1|OUTPUT INSERTED(?![^;]*INTO @)|SELECT @@ROWCOUNT|SELECT \[", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex ResultSets();
}
