using CaseRecording.EndToEnd.Tests.Harness;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;

namespace CaseRecording.EndToEnd.Tests.Story;

/// <summary>The program with the demonstration council.</summary>
public sealed class Council : AppServer
{
    public const string Password = "northmere-demonstration";

    protected override bool Demonstration => true;

    /// <summary>Key of a child, by full name.</summary>
    public int Child(string fullName) => Find("SELECT Id FROM Children WHERE FullName = $name", fullName);

    /// <summary>An entry of this child with more than one version.</summary>
    public int ReturnedAndPutRight(string fullName) =>
        Find("SELECT v.RecordingId FROM RecordingVersions v JOIN RecordingChildren c ON c.RecordingId = v.RecordingId JOIN Children k ON k.Id = c.ChildId WHERE k.FullName = $name AND v.Number = 2", fullName);

    /// <summary>The audit of this child's record.</summary>
    public int Audit(string fullName) => Find("SELECT a.Id FROM RecordAudits a JOIN Children k ON k.Id = a.ChildId WHERE k.FullName = $name ORDER BY a.Id LIMIT 1", fullName);

    /// <summary>Something that an audit of this child's record found and that is still to be put right.</summary>
    public int ToPutRight(string fullName) => Find("SELECT a.Id FROM RemedialActions a JOIN Children k ON k.Id = a.ChildId WHERE k.FullName = $name AND a.DoneAtUtc IS NULL", fullName);

    private int Find(string sql, string fullName)
    {
        using var connection = new SqliteConnection($"Data Source={DatabaseFile};Mode=ReadOnly;Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$name", fullName);
        return Convert.ToInt32(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }
}

/// <summary>Tests that walk through the demonstration council, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class WithCouncil : ICollectionFixture<Council>, ICollectionFixture<Browser>
{
    public const string Name = "Demonstration council";
}

internal static class Signing
{
    /// <summary>Signs in as anybody would; returns how many clicks it took.</summary>
    public static async Task<int> SignInAsync(this Visitor visitor, string userName)
    {
        await visitor.GoAsync("/sign-in");
        return await FillAsync(visitor, userName);
    }

    /// <summary>The same, where the sign-in page is open already.</summary>
    public static async Task<int> FillAsync(Visitor visitor, string userName)
    {
        await visitor.Page.Locator("main input[type=text]").ClickAsync();
        await visitor.Page.Keyboard.TypeAsync(userName);
        await visitor.Page.Keyboard.PressAsync("Tab");
        await visitor.Page.Locator("main input[type=password]").FillAsync(Council.Password);
        await visitor.Page.Locator("main button[type=submit]").ClickAsync();
        await visitor.Page.Locator("#sign-out").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        return 2;
    }
}
