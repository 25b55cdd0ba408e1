using System.Text.RegularExpressions;

namespace CaseRecording.Core.Recording;

/// <summary>What an entry says has changed for one child: carried over to the record when it is final (N-16).</summary>
public sealed record KeyChanges
{
    /// <summary>People of the child's list who came to live in the home.</summary>
    public List<int> Joined { get; init; } = [];

    /// <summary>Full name of someone who came to live in the home and is not in the child's list yet.</summary>
    public string? JoinedName { get; init; }

    /// <summary>What they are to the child.</summary>
    public string? JoinedIs { get; init; }

    /// <summary>People of the list who left the home.</summary>
    public List<int> Left { get; init; } = [];

    /// <summary>UK day on which they joined or left.</summary>
    public DateOnly? HomeOn { get; init; }

    /// <summary>The new address.</summary>
    public string? Address { get; init; }

    /// <summary>It is a protected address. One that follows a protected address is so in any case.</summary>
    public bool AddressProtected { get; init; }

    /// <summary>First UK day at the new address.</summary>
    public DateOnly? AddressOn { get; init; }

    /// <summary>The new school or nursery.</summary>
    public string? School { get; init; }

    /// <summary>First UK day at the new school.</summary>
    public DateOnly? SchoolOn { get; init; }

    internal bool SaysNewcomer => JoinedName is not null || JoinedIs is not null;

    internal bool SaysWho => Joined.Count > 0 || Left.Count > 0 || SaysNewcomer;

    internal bool SaysHome => SaysWho || HomeOn is not null;

    internal bool SaysAddress => Address is not null || AddressOn is not null;

    internal bool SaysSchool => School is not null || SchoolOn is not null;

    /// <summary>The parts that say something: home, address, school.</summary>
    public IEnumerable<string> Parts => new[] { SaysHome ? Home : null, SaysAddress ? NewAddress : null, SaysSchool ? NewSchool : null }.OfType<string>();

    /// <summary>These parts only; null: none is left.</summary>
    public KeyChanges? Only(IReadOnlyCollection<string> parts)
    {
        var kept = this;
        if (!parts.Contains(Home)) kept = kept with { Joined = [], JoinedName = null, JoinedIs = null, Left = [], HomeOn = null };
        if (!parts.Contains(NewAddress)) kept = kept with { Address = null, AddressProtected = false, AddressOn = null };
        if (!parts.Contains(NewSchool)) kept = kept with { School = null, SchoolOn = null };
        return kept.Parts.Any() ? kept : null;
    }

    /// <summary>What is new against an earlier final version, which is in the record already.</summary>
    internal KeyChanges? Since(KeyChanges? earlier)
    {
        if (earlier is null) return this;
        var sameDay = earlier.HomeOn == HomeOn;
        var (joined, left) = (Joined.Where(p => !sameDay || !earlier.Joined.Contains(p)).ToList(), Left.Where(p => !sameDay || !earlier.Left.Contains(p)).ToList());
        var home = this with { Joined = joined, Left = left };
        if (sameDay && earlier.JoinedName == JoinedName) home = home with { JoinedName = null, JoinedIs = null };
        var parts = new[]
        {
            home.SaysWho ? Home : null,
            (Address, AddressOn) != (earlier.Address, earlier.AddressOn) ? NewAddress : null,
            (School, SchoolOn) != (earlier.School, earlier.SchoolOn) ? NewSchool : null,
        };
        return home.Only([.. parts.OfType<string>()]);
    }

    /// <summary>
    /// As the part of an entry moved to another child says it (A-07). Once final the change stands on the first record, not on the other,
    /// and is not made by itself; before, the author still has it, but for who came and went in a home that is not this child's.
    /// </summary>
    internal KeyChanges? ForAnotherChild(bool wasFinal) => wasFinal ? null : Only([NewAddress, NewSchool]);

    private const string Home = "home";
    private const string NewAddress = "address";
    private const string NewSchool = "school";
}

/// <summary>Words that tell of a key change (N-16). A nudge: the author knows whether one took place.</summary>
public static partial class KeyChangeCues
{
    /// <summary>The first words of the entry that sound like a key change, while none of its children has one filled in; else null.</summary>
    public static string? Find(RecordingInput input)
    {
        if (input.Kind is not (RecordingKind.Visit or RecordingKind.CaseNote) || input.Children.Values.Any(c => c.Changes is not null)) return null;
        // A longer text is refused anyway.
        var texts = input.Content.Fields.Values.Concat(input.Children.Values.SelectMany(c => c.Fields.Values)).Where(t => t.Length <= FormField.LongestText);
        var cue = texts.Select(t => Cue().Match(t)).FirstOrDefault(m => m.Success);
        return Rules.N16.Applies(cue is not null) ? cue!.Value : null;
    }

    [GeneratedRegex(
        @"\b(?:moved (?:in|out|house|home|back|to|into|from)|moving (?:in|out|house|into)|new (?:school|nursery|address|flat|house)|left (?:the )?(?:home|house|family home)|no longer (?:live|lives|living)|now (?:live|lives|living) (?:with|at|in)|chang(?:e|ed|ing) schools?|start(?:ed|s)? (?:at )?(?:a new|primary|secondary|big) school)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Cue();
}
