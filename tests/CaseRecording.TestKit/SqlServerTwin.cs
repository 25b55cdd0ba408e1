#pragma warning disable EF1001 // the only seam through which each query passes with the values of its parameters
using System.Linq.Expressions;
using CaseRecording.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.ChangeTracking.Internal;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.Internal;
using Microsoft.EntityFrameworkCore.Storage;

namespace CaseRecording.TestKit;

/// <summary>
/// Whatever a test asks of its SQLite database or saves to it is asked of SQL Server too, where there is no server: the provider makes its
/// commands, which are kept and not sent. So each query and save that any test makes must translate for the production engine, or that
/// test fails. Only SQLite's answers count.
/// </summary>
public static class SqlServerTwin
{
    public static DbContextOptionsBuilder<SqliteAppDbContext> AlsoForSqlServer(this DbContextOptionsBuilder<SqliteAppDbContext> options)
    {
        options.ReplaceService<IQueryCompiler, Asking>().AddInterceptors(Saving.Instance);
        return options;
    }

    private static async Task DrainAsync(object? answer)
    {
        if (answer is Task task) await task;
        else if (answer is System.Collections.IEnumerable rows) foreach (var _ in rows) break;
        else if (answer is not null && answer.GetType().GetInterface("IAsyncEnumerable`1") is { } rowsLater)
        {
            await (Task)typeof(SqlServerTwin).GetMethod(nameof(DrainRowsAsync), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
                .MakeGenericMethod(rowsLater.GetGenericArguments()).Invoke(null, [answer])!;
        }
    }

    private static async Task DrainRowsAsync<T>(IAsyncEnumerable<T> rows)
    {
        await foreach (var _ in rows) break;
    }

    private sealed class Asking(
        IQueryContextFactory contexts, ICompiledQueryCache cache, ICompiledQueryCacheKeyGenerator keys, IDatabase database,
        IDiagnosticsLogger<DbLoggerCategory.Query> logger, ICurrentDbContext current, IEvaluatableExpressionFilter filter, IModel model)
        : QueryCompiler(contexts, cache, keys, database, logger, current, filter, model)
    {
        public override TResult Execute<TResult>(Expression query)
        {
            Try(query, twin => twin.Execute<TResult>(query));
            return base.Execute<TResult>(query);
        }

        public override TResult ExecuteAsync<TResult>(Expression query, CancellationToken cancellationToken = default)
        {
            Try(query, twin => twin.ExecuteAsync<TResult>(query, CancellationToken.None));
            return base.ExecuteAsync<TResult>(query, cancellationToken);
        }

        private static void Try(Expression query, Func<IQueryCompiler, object?> ask)
        {
            using var twin = SqlServerCapture.Open(out var statements);
            try
            {
                // Nothing is sent anywhere, so nothing is waited for.
                DrainAsync(ask(twin.GetService<IQueryCompiler>())).GetAwaiter().GetResult();
            }
            catch (InvalidOperationException none) when (statements.Count > 0 && none.Message.StartsWith("Sequence contains no", StringComparison.Ordinal))
            {
                // The command was made and no row came, as always here.
            }
            catch (Exception error)
            {
                throw new NotOnSqlServerException(query.Print(), error);
            }

            if (statements.Count == 0) throw new NotOnSqlServerException(query.Print(), null);
        }
    }

    private sealed class Saving : SaveChangesInterceptor
    {
        public static readonly Saving Instance = new();

        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            var entries = eventData.Context!.ChangeTracker.Entries().Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted).ToList();
            if (entries.Count > 0) Try(entries);
            return ValueTask.FromResult(result);
        }

        private static void Try(List<EntityEntry> entries)
        {
            using var twin = SqlServerCapture.Open(out var statements);
            twin.ChangeTracker.AutoDetectChangesEnabled = false;
            try
            {
                foreach (var entry in entries) Copy(entry, twin.Entry(entry.CurrentValues.ToObject()));
                // Past the context's own save, which would ask for an audit row.
                twin.GetService<IStateManager>().SaveChangesAsync(true).GetAwaiter().GetResult();
            }
            catch (Exception error)
            {
                throw new NotOnSqlServerException(string.Join(", ", entries.Select(e => $"{e.State} {e.Metadata.ClrType.Name}")), error);
            }

            if (statements.Count == 0) throw new NotOnSqlServerException("A save without a command", null);
        }

        private static void Copy(EntityEntry from, EntityEntry to)
        {
            foreach (var property in from.Properties.Where(p => p.IsTemporary))
            {
                to.Property(property.Metadata.Name).CurrentValue = property.CurrentValue;
                to.Property(property.Metadata.Name).IsTemporary = true;
            }

            to.State = from.State;
            if (from.State != EntityState.Modified) return;
            foreach (var property in from.Properties)
            {
                var copy = to.Property(property.Metadata.Name);
                copy.OriginalValue = property.OriginalValue;
                if (!property.Metadata.IsPrimaryKey()) copy.IsModified = property.IsModified;
            }
        }
    }
}

/// <summary>What SQLite takes and SQL Server would not.</summary>
public sealed class NotOnSqlServerException(string what, Exception? why) : Exception($"SQL Server's provider makes no command of this: {why?.Message}\n{what}", why);
