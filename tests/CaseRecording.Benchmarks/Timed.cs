using System.Diagnostics;

namespace CaseRecording.Benchmarks;

/// <summary>Runs something often, and says how long the middle and the slowest of a hundred took.</summary>
internal static class Timed
{
    public static async Task SayAsync(string what, int times, Func<Task> act)
    {
        for (var i = 0; i < 20; i++) await act();
        var took = new double[times];
        for (var i = 0; i < times; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await act();
            took[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(took);
        Console.WriteLine($"{what}: median {took[times / 2]:0.00} ms, 99 of 100 within {took[times * 99 / 100]:0.00} ms");
    }
}
