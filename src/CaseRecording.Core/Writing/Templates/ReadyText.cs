namespace CaseRecording.Core.Writing.Templates;

/// <summary>
/// Words made ready to write from: a template with texts for the fields of one type of contact, or a phrase. One person's own, or a team's.
/// They are about no child. Nothing is deleted: what is retired is offered no longer, and its lines are still known as a template's.
/// </summary>
public sealed class ReadyText
{
    /// <summary>Longest name.</summary>
    public const int LongestName = 80;

    /// <summary>Longest phrase.</summary>
    public const int LongestPhrase = 600;

    /// <summary>Longest text of a template for one field.</summary>
    public const int LongestText = 3000;

    /// <summary>Lines of former versions that are remembered.</summary>
    private const int MostEarlierLines = 400;

    private ReadyText()
    {
    }

    /// <summary>New: of a person or of a team, never of both.</summary>
    public ReadyText(Guid? ownerId, int? teamId, ReadyUse use, string name, SortedDictionary<string, string> texts, DateTime nowUtc)
    {
        Id = Guid.CreateVersion7(new DateTimeOffset(nowUtc, TimeSpan.Zero));
        OwnerId = teamId is null ? ownerId : null;
        TeamId = teamId;
        Use = use.Code;
        Name = name;
        Texts = texts;
    }

    /// <summary>Key.</summary>
    public Guid Id { get; private set; }

    /// <summary>Whose own it is; null where it is a team's.</summary>
    public Guid? OwnerId { get; private set; }

    /// <summary>The team it belongs to.</summary>
    public int? TeamId { get; private set; }

    /// <summary>Code of its <see cref="ReadyUse"/>.</summary>
    public string Use { get; private set; } = "";

    /// <summary>What it is chosen by.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Texts by field key; of a phrase the one under <c>text</c>.</summary>
    public SortedDictionary<string, string> Texts { get; private set; } = new(StringComparer.Ordinal);

    /// <summary>Lines that stood in former versions: a draft begun from one of them still knows them.</summary>
    public List<string> EarlierLines { get; private set; } = [];

    /// <summary>Offered no longer since, UTC.</summary>
    public DateTime? RetiredAtUtc { get; private set; }

    /// <summary>Concurrency token.</summary>
    public Guid Version { get; private set; } = Guid.NewGuid();

    internal void Change(string name, SortedDictionary<string, string> texts)
    {
        EarlierLines = [.. EarlierLines.Concat(Texts.Values.SelectMany(TemplateWords.LinesOf)).Distinct(StringComparer.Ordinal).TakeLast(MostEarlierLines)];
        (Name, Texts, Version) = (name, texts, Guid.NewGuid());
    }

    internal void Retire(DateTime nowUtc) => (RetiredAtUtc, Version) = (nowUtc, Guid.NewGuid());

    internal void BringBack() => (RetiredAtUtc, Version) = (null, Guid.NewGuid());
}
