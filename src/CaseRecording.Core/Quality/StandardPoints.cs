namespace CaseRecording.Core.Quality;

/// <summary>The ten points of the standard that sign-off is against. Stored by name; names never change.</summary>
[Flags]
public enum StandardPoints
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The child is in it from beginning to end.</summary>
    ChildThroughout = 1,

    /// <summary>Written to the child or the family.</summary>
    WrittenToChild = 2,

    /// <summary>It has a purpose and says what things mean.</summary>
    Purposeful = 4,

    /// <summary>Photographs, drawings and the like, with care.</summary>
    MemoryObjects = 8,

    /// <summary>The whole story, and why decisions were made.</summary>
    WholeStory = 16,

    /// <summary>Chronology and genogram.</summary>
    Chronology = 32,

    /// <summary>Different views.</summary>
    DifferentViews = 64,

    /// <summary>Easy to find and to follow.</summary>
    EasyToFind = 128,

    /// <summary>Balanced.</summary>
    Balanced = 256,

    /// <summary>Plain words, and not everything.</summary>
    PlainWords = 512,
}

/// <summary>The words of the standard's points.</summary>
public static class StandardLabels
{
    /// <summary>Each point, in the order of the standard.</summary>
    public static IReadOnlyList<StandardPoints> All { get; } = [.. Enum.GetValues<StandardPoints>().Where(p => p != StandardPoints.None)];

    /// <summary>Those of a set, in the order of the standard.</summary>
    public static IEnumerable<StandardPoints> Each(this StandardPoints points) => All.Where(p => points.HasFlag(p));

    /// <summary>Name in forms and settings.</summary>
    public static string Key(this StandardPoints point) => char.ToLowerInvariant(point.ToString()[0]) + point.ToString()[1..];

    /// <summary>As shown on the page.</summary>
    public static string Label(this StandardPoints point) => point switch
    {
        StandardPoints.ChildThroughout => "The child throughout",
        StandardPoints.WrittenToChild => "Written to the child",
        StandardPoints.Purposeful => "Purposeful and analytical",
        StandardPoints.MemoryObjects => "Memory objects",
        StandardPoints.WholeStory => "The whole story, and why",
        StandardPoints.Chronology => "Chronology and genogram",
        StandardPoints.DifferentViews => "Different views",
        StandardPoints.EasyToFind => "Easy to find",
        StandardPoints.Balanced => "Balanced",
        StandardPoints.PlainWords => "Plain words, and not everything",
        _ => point.ToString(),
    };

    /// <summary>What the manager looks for.</summary>
    public static string Question(this StandardPoints point) => point switch
    {
        StandardPoints.ChildThroughout => "Is the child in it from beginning to end: their words, how they were, what it means for them?",
        StandardPoints.WrittenToChild => "Could it be read out to the child or the family as it stands?",
        StandardPoints.Purposeful => "Does it say what it was for and what it means, and rest on evidence?",
        StandardPoints.MemoryObjects => "Are photographs, drawings and keepsakes there where they tell something, and with care?",
        StandardPoints.WholeStory => "Would the reader understand, in twenty years, what happened and why it was decided so?",
        StandardPoints.Chronology => "Is it in the chronology if it belongs there, and are the people in it the people of the record?",
        StandardPoints.DifferentViews => "Are the views of the child, of each parent and of others there, with their owners?",
        StandardPoints.EasyToFind => "Do title and reason say what it is about, and are people named in full once?",
        StandardPoints.Balanced => "Do strengths stand beside worries?",
        StandardPoints.PlainWords => "Can an 11-year-old read it, and is everything in it worth keeping?",
        _ => "",
    };
}
