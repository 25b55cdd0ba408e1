using System.Data;
using System.Text;
using CaseRecording.Core.Access;
using CaseRecording.Core.Data;
using CaseRecording.Core.Forms;
using CaseRecording.Web.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Commands;

/// <summary>Makes the first administrator, who makes every other account .</summary>
internal static class CreateAdminCommand
{
    public static async Task<int> RunAsync(CommandContext command)
    {
        if (command.Arguments.Count > 3) throw new SettingException("Usage: create-admin [USER-NAME [\"FULL NAME\" [\"WHO APPROVED THE FORMS\"]]]; the password is asked for, or read from standard input");
        await using var db = command.OpenDatabase();
        await RequireNoneAsync(db);
        var userName = command.Arguments.ElementAtOrDefault(0) ?? await AskAsync(command, "User name: ");
        var name = command.Arguments.ElementAtOrDefault(1) ?? await AskAsync(command, "Full name: ");
        var password = await AskPasswordAsync(command);

        var approver = (command.Arguments.ElementAtOrDefault(2) ?? await AskAsync(command, "Senior manager who approved the recording forms as delivered, name and post (empty: nobody yet): "))?.Trim();

        // Serializable, or two consoles could each make a first administrator.
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable);
        await RequireNoneAsync(db);
        var staff = new StaffService(db, command.Services.GetRequiredService<IPasswordHasher<Staff>>());
        await staff.CreateAsync(command.Action("create-admin"), new NewStaff(userName, name, password, [Role.Administrator], [], MustChangePassword: false));
        // Asked here, so that nobody finds out at night that the forms may not be used yet.
        if (!string.IsNullOrEmpty(approver)) await new FormService(db).ApproveDeliveredAsync(command.Action("create-admin"), approver);
        await transaction.CommitAsync();
        await command.Out.WriteLineAsync($"{name} can sign in as {userName} and make the other accounts.");
        if (string.IsNullOrEmpty(approver)) await command.Out.WriteLineAsync("The recording forms are not approved: nothing can be saved to a record until a senior manager approves them in the program, under Recording forms.");
        return CommandLine.Done;
    }

    private static async Task RequireNoneAsync(AppDbContext db)
    {
        var administrators = db.Users.Where(s => s.DisabledAtUtc == null && s.Roles.Any(r => r.Role == Role.Administrator));
        if (await administrators.AnyAsync()) throw new CommandException("There is an administrator already, who makes further accounts in the program.");
    }

    private static async Task<string?> AskAsync(CommandContext command, string question)
    {
        await command.Out.WriteAsync(question);
        return await command.In.ReadLineAsync();
    }

    private static async Task<string?> AskPasswordAsync(CommandContext command)
    {
        var isTyped = ReferenceEquals(command.In, Console.In) && !Console.IsInputRedirected;
        if (!isTyped) return await command.In.ReadLineAsync();
        await command.Out.WriteAsync($"Password, at least {Passwords.Shortest} characters: ");
        var first = ReadUnseen();
        await command.Out.WriteAsync("\nThe same again: ");
        var second = ReadUnseen();
        await command.Out.WriteLineAsync();
        return first == second ? first : throw new CommandException("The two were not the same.");
    }

    private static string ReadUnseen()
    {
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key != ConsoleKey.Backspace) typed.Append(key.KeyChar);
            else if (typed.Length > 0) typed.Length--;
        }

        return typed.ToString();
    }
}
