using CaseRecording.Web.Commands;
using CaseRecording.Web.Hosting;

try
{
    var isCommand = CommandLine.IsCommand(args);
    var builder = WebApplication.CreateBuilder(isCommand ? CommandLine.Settings(args) : args);
    if (isCommand)
    {
        return await CommandLine.RunAsync(args, () => builder.AddCaseRecordingWeb().Build().Services, Console.In, Console.Out);
    }

    await using var app = builder.AddCaseRecordingWeb().Build();
    app.UseCaseRecordingWeb();
    await app.PrepareDatabaseAsync();
    await app.RunAsync();
    return CommandLine.Done;
}
catch (SettingException trouble)
{
    await Console.Error.WriteLineAsync(trouble.Message);
    return CommandLine.NotUnderstood;
}
