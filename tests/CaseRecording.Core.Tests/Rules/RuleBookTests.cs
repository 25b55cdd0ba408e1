using System.Reflection;
using Xunit.Sdk;

namespace CaseRecording.Core.Tests.Rules;

/// <summary>docs/rules.md and the code say the same, and each rule marked done has a test that needs it.</summary>
public sealed class RuleBookTests
{
    public static TheoryData<string> Codes => new(RuleBook.Rows.Select(r => r.Code));

    public static TheoryData<string> Done => new(RuleBook.Rows.Where(r => r.Status == "done").Select(r => r.Code));

    [Fact]
    public void Table_EveryRuleInCode_HasARow() =>
        Assert.Empty(Core.Rules.All.Select(r => r.Code).Except(RuleBook.Rows.Select(r => r.Code)));

    [Fact]
    public void Table_EachCode_StandsOnce() =>
        Assert.Equal(RuleBook.Rows.Count, RuleBook.Rows.Select(r => r.Code).Distinct().Count());

    [Theory]
    [MemberData(nameof(Codes))]
    public void Row_ComparedWithTheCode_Agrees(string code)
    {
        var row = RuleBook.Rows.Single(r => r.Code == code);
        Assert.Contains(row.Status, new[] { "done", "part", "not yet" });
        if (row.Status == "not yet")
        {
            Assert.Equal(("–", "–"), (row.File, row.Test));
            return;
        }

        var rule = Core.Rules.ByCode(code);
        Assert.Equal((rule.Sentence, rule.Source), (row.Sentence, row.Source));
        var file = Path.Combine(RuleBook.Root, row.File);
        Assert.True(File.Exists(file), $"{row.File} does not exist");
        Assert.Contains($"Rules.{code.Replace("-", "", StringComparison.Ordinal)}", File.ReadAllText(file), StringComparison.Ordinal);
        Assert.Contains(RuleBook.TestsOf(code), m => $"{m.DeclaringType!.Name}.{m.Name}" == row.Test);
        Assert.Contains(code.Replace("-", "", StringComparison.Ordinal), row.Test, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Done))]
    public async Task Rule_SwitchedOff_TurnsItsTestRed(string code)
    {
        foreach (var test in RuleBook.TestsOf(code))
        {
            foreach (var arguments in Arguments(test))
            {
                if (!await PassesWithoutAsync(code, test, arguments)) return;
            }
        }

        Assert.Fail($"No test of {code} fails when the rule is switched off");
    }

    private static IEnumerable<object?[]> Arguments(MethodInfo test)
    {
        var data = test.GetCustomAttributes<DataAttribute>().ToList();
        return data.Count == 0 ? [[]] : data.SelectMany(d => d.GetData(test)!);
    }

    private static async Task<bool> PassesWithoutAsync(string code, MethodInfo test, object?[] arguments)
    {
        var instance = Activator.CreateInstance(test.DeclaringType!);
        using var off = Rule.SwitchOff(code);
        try
        {
            if (instance is IAsyncLifetime start) await start.InitializeAsync();
            if (test.Invoke(instance, arguments) is Task task) await task;
            return true;
        }
        catch (Exception)
        {
            return false; // red, as it should be
        }
        finally
        {
            if (instance is IAsyncLifetime end) await end.DisposeAsync();
            (instance as IDisposable)?.Dispose();
        }
    }
}
