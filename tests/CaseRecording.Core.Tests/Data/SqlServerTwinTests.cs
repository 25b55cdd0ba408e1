using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Data;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Tests.Data;

/// <summary>Every query and save of every test goes to SQL Server's provider too; here the proof that this is so, and of what.</summary>
public sealed class SqlServerTwinTests
{
    [Fact]
    public async Task Query_ThatOnlySqliteUnderstands_FailsItsTest()
    {
        await using var world = await World.CreateAsync();
        await using var db = world.Open();

        var refused = await Assert.ThrowsAsync<NotOnSqlServerException>(() => db.Teams.Where(t => EF.Functions.Glob(t.Name, "H*")).ToListAsync());
        Assert.Contains("DbSet<Team>()", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<NotOnSqlServerException>(() => db.Teams.Where(t => EF.Functions.Glob(t.Name, "H*")).ExecuteDeleteAsync());
    }

    [Fact]
    public async Task Query_WithValues_IsMadeIntoSqlServersCommand()
    {
        await using var world = await World.CreateAsync();
        await using var db = SqlServerCapture.Open(out var statements);
        var ids = new[] { 3, 4 };

        Assert.Empty(await db.Children.Where(c => ids.Contains(c.Id) && c.TeamId == world.Team).Select(c => c.FullName).ToListAsync());

        var sql = Assert.Single(statements);
        Assert.Contains("FROM [Children] AS [c]", sql, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "A-03")]
    public async Task Save_ToAFrozenTable_GetsItsKeyWithoutAnOutputClauseThatItsTriggersForbid()
    {
        foreach (var rows in new[] { 1, 30 })
        {
            await using var db = SqlServerCapture.Open(out var statements);
            for (var i = 0; i < rows; i++)
            {
                db.AuditEvents.Add(new AuditEvent(TestDatabase.As(null, new DateTime(2026, 3, 17)), AuditAction.Viewed, 5));
            }

            await db.SaveChangesAsync();

            Assert.NotEmpty(statements);
            Assert.All(statements, s => Assert.Contains("[AuditEvents]", s, StringComparison.Ordinal));
            Assert.All(statements, s => Assert.DoesNotMatch(@"OUTPUT INSERTED(?![^;]*INTO @)", s));
        }
    }

    [Fact]
    public async Task MissingTriggers_OnSqlServer_AreLookedForInItsOwnCatalogue()
    {
        await using var db = SqlServerCapture.Open(out var statements);

        Assert.Equal(FrozenTables.Triggers(db).Keys, await FrozenTables.MissingTriggersAsync(db));

        Assert.Contains("sys.triggers WHERE is_disabled = 0", Assert.Single(statements), StringComparison.Ordinal);
    }

    /// <summary>What no test calls was asked of neither engine. A new service method is here without being listed.</summary>
    [Fact]
    public void EveryMethodOfAServiceThatReachesTheDatabase_IsCalledByATest()
    {
        var called = Called(typeof(SqlServerTwinTests).Assembly).Concat(Called(typeof(World).Assembly)).ToHashSet(StringComparer.Ordinal);

        var services = typeof(AppDbContext).Assembly.GetTypes().Where(t => t.IsClass && !typeof(DbContext).IsAssignableFrom(t)).ToList();
        var reaching = services.SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(m => m.Name.EndsWith("Async", StringComparison.Ordinal) && m.DeclaringType!.IsPublic)
            .Select(m => $"{m.DeclaringType!.Name}.{m.Name}").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();

        Assert.True(reaching.Count > 60, $"{reaching.Count} methods");
        var missing = string.Join(", ", reaching.Except(called, StringComparer.Ordinal));
        Assert.True(missing.Length == 0, $"Call these in a test: {missing}");
    }

    private static IEnumerable<string> Called(Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var metadata = file.GetMetadataReader();
        foreach (var handle in metadata.MemberReferences)
        {
            var member = metadata.GetMemberReference(handle);
            if (member.Parent.Kind != HandleKind.TypeReference) continue;
            var type = metadata.GetTypeReference((TypeReferenceHandle)member.Parent);
            yield return $"{metadata.GetString(type.Name)}.{metadata.GetString(member.Name)}";
        }
    }
}
