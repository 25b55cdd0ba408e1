namespace CaseRecording.TestKit;

/// <summary>A folder for one test.</summary>
public sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("case-recording-").FullName;

    public string PathTo(string file) => System.IO.Path.Combine(Path, file);

    /// <summary>A host that has stopped may still be closing its last file.</summary>
    public void Dispose()
    {
        for (var attempt = 0; Directory.Exists(Path); attempt++)
        {
            try
            {
                Directory.Delete(Path, recursive: true);
            }
            catch (IOException) when (attempt < 20)
            {
                Thread.Sleep(100);
            }
        }
    }
}
