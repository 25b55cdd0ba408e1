namespace CaseRecording.Core.Children;

/// <summary>An identification number of a child (C-02).</summary>
public sealed class ChildIdentifier
{
    /// <summary>Longest number.</summary>
    public const int Longest = 60;

    /// <summary>Health service number.</summary>
    public const string Nhs = "NHS number";

    /// <summary>Unique pupil number, given by the first school.</summary>
    public const string Upn = "UPN";

    /// <summary>The council's own number.</summary>
    public const string Local = "Local number";

    /// <summary>Key.</summary>
    public int Id { get; set; }

    /// <summary>The child.</summary>
    public int ChildId { get; set; }

    /// <summary>For example NHS number, UPN, local number.</summary>
    public string Kind { get; set; } = "";

    /// <summary>The number as given.</summary>
    public string Value
    {
        get;
        set
        {
            field = value;
            SearchKey = KeyOf(value);
        }
    } = "";

    /// <summary>The number without spaces and signs, to find it however it is typed.</summary>
    public string SearchKey { get; private set; } = "";

    /// <summary>Letters and digits only, in capitals.</summary>
    public static string KeyOf(string? number) => new([.. (number ?? "").Where(char.IsLetterOrDigit).Select(char.ToUpperInvariant)]);
}
