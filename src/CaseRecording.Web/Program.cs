using CaseRecording.Web.Hosting;

try
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddCaseRecordingWeb();
    var app = builder.Build();
    app.UseCaseRecordingWeb();
    await app.RunAsync();
    return 0;
}
catch (SettingException trouble)
{
    await Console.Error.WriteLineAsync(trouble.Message);
    return 2;
}
