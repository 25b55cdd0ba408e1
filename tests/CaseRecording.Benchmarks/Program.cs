using CaseRecording.Benchmarks;

// dotnet run -c Release --project tests/CaseRecording.Benchmarks [word of a name …]
// Each measure prints one line. They are no part of ./test: a machine's speed is no property of the program.
foreach (var (name, run) in new (string, Func<Task>)[] { ("advice", AdviceMeasure.RunAsync), ("twins", TwinMeasure.RunAsync) })
{
    if (args.Length == 0 || args.Any(name.Contains)) await run();
}
