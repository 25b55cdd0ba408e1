using System.Data;
using System.Data.Common;
using System.Linq.Expressions;
using CaseRecording.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;

namespace CaseRecording.TestKit;

/// <summary>SQL Server without a server: connections are not opened, commands are kept and not sent, answers are empty.</summary>
public static class SqlServerCapture
{
    private static readonly DbContextOptions<SqlServerAppDbContext> Options = new DbContextOptionsBuilder<SqlServerAppDbContext>()
        .UseSqlServer("Server=nowhere.invalid;Database=CaseRecording;Encrypt=true").AddInterceptors(new OwnModel(), new NoConnection()).Options;

    /// <summary>A context whose commands come to the list.</summary>
    public static SqlServerAppDbContext Open(out List<string> statements)
    {
        var capture = new Capture();
        statements = capture.Statements;
        var db = new SqlServerAppDbContext(new DbContextOptionsBuilder<SqlServerAppDbContext>(Options).AddInterceptors(capture).Options);
        db.Database.AutoTransactionBehavior = AutoTransactionBehavior.Never;
        return db;
    }

    private sealed class NoConnection : DbConnectionInterceptor
    {
        public override InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) => InterceptionResult.Suppress();

        public override ValueTask<InterceptionResult> ConnectionOpeningAsync(DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(InterceptionResult.Suppress());
    }

    /// <summary>A query may come from a context of the other engine; its tables are then those of that engine's model.</summary>
    private sealed class OwnModel : IQueryExpressionInterceptor
    {
        public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData) => new Roots(eventData.Context!.Model).Visit(queryExpression);

        private sealed class Roots(IModel model) : ExpressionVisitor
        {
            protected override Expression VisitExtension(Expression node) =>
                node is EntityQueryRootExpression root && root.GetType() == typeof(EntityQueryRootExpression) ? new EntityQueryRootExpression(model.FindEntityType(root.EntityType.Name)!)
                : base.VisitExtension(node);
        }
    }

    private sealed class Capture : DbCommandInterceptor
    {
        /// <summary>No rows, of as many columns as the widest query asks for.</summary>
        private static readonly DataTable Nothing = Empty();

        public List<string> Statements { get; } = [];

        public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
        {
            Statements.Add(command.CommandText);
            return InterceptionResult<DbDataReader>.SuppressWithResult(eventData.CommandSource == CommandSource.SaveChanges ? new SavedRows(command.CommandText) : Nothing.CreateDataReader());
        }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(ReaderExecuting(command, eventData, result));

        public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
        {
            Statements.Add(command.CommandText);
            return InterceptionResult<int>.SuppressWithResult(1);
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(NonQueryExecuting(command, eventData, result));

        private static DataTable Empty()
        {
            var table = new DataTable();
            for (var i = 0; i < 300; i++) table.Columns.Add();
            return table;
        }
    }
}
