using Microsoft.Data.Sqlite;

namespace CaseRecording.Core.Data;

/// <summary>A backup or restore that could not be made; the message says why and what to do.</summary>
public sealed class BackupException(string message) : Exception(message);

/// <summary>Copies of the embedded database, made while it is in use and put back while it is not.</summary>
public static class SqliteFiles
{
    private const int WaitMilliseconds = 15_000;

    /// <summary>Copies the database as it is at one instant into a new file, checks the copy and only then gives it its name.</summary>
    /// <param name="connectionString">The database.</param>
    /// <param name="file">A file that does not exist yet.</param>
    /// <exception cref="BackupException">The file exists, or the copy is not whole.</exception>
    public static void Backup(string connectionString, string file)
    {
        if (File.Exists(file)) throw new BackupException($"‘{file}’ exists already. Give the backup a new name.");
        if (!File.Exists(DatabaseFile(connectionString))) throw new BackupException("There is no database to back up.");
        var partial = file + ".partial";
        MakePrivate(partial);
        try
        {
            Copy(connectionString, partial);
            Check(partial);
            File.Move(partial, file);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    /// <summary>Puts a backup in the place of the database. What was there is kept beside it.</summary>
    /// <param name="connectionString">The database.</param>
    /// <param name="file">The backup.</param>
    /// <param name="nowUtc">Names the file that is kept, UTC.</param>
    /// <returns>Where the earlier database is kept; null if there was none.</returns>
    /// <exception cref="BackupException">The backup is not whole, or the database is in use.</exception>
    public static string? Restore(string connectionString, string file, DateTime nowUtc)
    {
        if (!File.Exists(file)) throw new BackupException($"There is no file ‘{file}’.");
        Check(file);
        var target = DatabaseFile(connectionString);
        var incoming = target + ".incoming";
        MakePrivate(incoming);
        try
        {
            Copy(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly }.ToString(), incoming);
            var kept = SetAside(target, nowUtc);
            File.Move(incoming, target);
            return kept;
        }
        finally
        {
            File.Delete(incoming);
        }
    }

    /// <summary>The file behind a connection string.</summary>
    public static string DatabaseFile(string connectionString) => Path.GetFullPath(new SqliteConnectionStringBuilder(connectionString).DataSource);

    private static void Copy(string from, string to)
    {
        using var source = Open(new SqliteConnectionStringBuilder(from) { Pooling = false }.ToString());
        using var target = Open(new SqliteConnectionStringBuilder { DataSource = to, Pooling = false }.ToString());
        source.BackupDatabase(target);
        // One file that needs no log beside it.
        Ask(target, "PRAGMA journal_mode=DELETE");
    }

    private static void Check(string file)
    {
        try
        {
            using var copy = Open(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
            if (Ask(copy, "PRAGMA integrity_check") is not "ok") throw new BackupException($"‘{file}’ is damaged.");
            if (Ask(copy, "SELECT name FROM sqlite_master WHERE name = 'AuditEvents'") is null) throw new BackupException($"‘{file}’ is not a database of this program.");
        }
        catch (SqliteException)
        {
            throw new BackupException($"‘{file}’ is damaged, or not a database of this program.");
        }
    }

    /// <summary>Takes the database for itself, empties its log into it, and renames it.</summary>
    private static string? SetAside(string target, DateTime nowUtc)
    {
        if (!File.Exists(target)) return null;
        try
        {
            using var old = Open(new SqliteConnectionStringBuilder { DataSource = target, Pooling = false }.ToString(), waitMilliseconds: 0);
            Ask(old, "PRAGMA locking_mode=EXCLUSIVE");
            Ask(old, "BEGIN EXCLUSIVE");
            Ask(old, "COMMIT");
            Ask(old, "PRAGMA journal_mode=DELETE");
        }
        catch (SqliteException error) when (error.SqliteErrorCode is 5 or 6)
        {
            throw new BackupException("The database is in use. Stop the application on every node, then restore.");
        }

        var kept = $"{target}.before-restore-{nowUtc:yyyyMMddHHmmss}";
        File.Move(target, kept);
        return kept;
    }

    private static SqliteConnection Open(string connectionString, int waitMilliseconds = WaitMilliseconds)
    {
        var connection = new SqliteConnection(connectionString) { DefaultTimeout = Math.Max(1, waitMilliseconds / 1000) };
        connection.Open();
        Ask(connection, $"PRAGMA busy_timeout={waitMilliseconds}");
        return connection;
    }

    private static object? Ask(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    /// <summary>Only the account that runs the program may read a copy of the record.</summary>
    private static void MakePrivate(string file)
    {
        File.Delete(file);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var made = new FileStream(file, options);
    }
}
