namespace CaseRecording.TestKit;

/// <summary>The folder of the solution, for tests that read or start what was built from it.</summary>
public static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string PathTo(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "CaseRecording.sln")))
                return folder.FullName;
        }
        throw new InvalidOperationException("The tests run from somewhere inside the repository.");
    }
}
