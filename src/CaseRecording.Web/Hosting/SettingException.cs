namespace CaseRecording.Web.Hosting;

/// <summary>A setting is missing or too weak: the program says which and stops.</summary>
public sealed class SettingException(string message) : Exception(message);
