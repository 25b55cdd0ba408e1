using CaseRecording.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.TestKit;

/// <summary>SQL Server without a server.</summary>
public static class SqlServerCapture
{
    public static SqlServerAppDbContext Open(out List<string> statements)
    {
        statements = [];
        return new SqlServerAppDbContext(new DbContextOptionsBuilder<SqlServerAppDbContext>().UseSqlServer("Server=nowhere.invalid;Database=CaseRecording;Encrypt=true").Options);
    }
}
