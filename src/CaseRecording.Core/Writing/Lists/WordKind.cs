namespace CaseRecording.Core.Writing.Lists;

/// <summary>The council's lists of words that advice looks for.</summary>
public enum WordKind
{
    /// <summary>Acronyms and abbreviations with their full form (L-02).</summary>
    Abbreviation,

    /// <summary>Legal terms with a plain explanation (L-08).</summary>
    LegalTerm,

    /// <summary>Jargon and vague words with plainer ones (L-03).</summary>
    Jargon,

    /// <summary>Labels put on people, with kinder words (L-03).</summary>
    Label,

    /// <summary>Expressions that offend a person or a group (L-03).</summary>
    Offensive,

    /// <summary>Words that make a risk small (L-10).</summary>
    Minimising,

    /// <summary>Words of judgement, out of place among facts (L-07).</summary>
    Judgement,

    /// <summary>Opinions whose owner is not said (L-07).</summary>
    UnownedOpinion,

    /// <summary>Trivia, money and technical arrangements (N-13).</summary>
    NotForRecord,

    /// <summary>Private or irrelevant parts of copied emails (N-18).</summary>
    EmailTalk,
}

/// <summary>The words shown for each list.</summary>
public static class WordKinds
{
    /// <summary>As shown on the page.</summary>
    public static string Label(this WordKind kind) => kind switch
    {
        WordKind.Abbreviation => "Abbreviations",
        WordKind.LegalTerm => "Legal terms",
        WordKind.Jargon => "Jargon and vague words",
        WordKind.Label => "Labels",
        WordKind.Offensive => "Expressions that offend",
        WordKind.Minimising => "Words that make risk small",
        WordKind.Judgement => "Judgement among facts",
        WordKind.UnownedOpinion => "Opinion without an owner",
        WordKind.NotForRecord => "Not for the record",
        WordKind.EmailTalk => "Talk in copied emails",
        _ => kind.ToString(),
    };

    /// <summary>What the list is for.</summary>
    public static string Purpose(this WordKind kind) => kind switch
    {
        WordKind.Abbreviation => "Pointed out at their first use in an entry unless the full form stands there too. One press writes it out.",
        WordKind.LegalTerm => "Pointed out at their first use in an entry unless something nearby explains them. One press adds the explanation.",
        WordKind.Jargon => "Words that the family would not use, and words that say little. Plainer ones are offered.",
        WordKind.Label => "Words that reduce a person to a label or lay blame. Kinder ones are offered.",
        WordKind.Offensive => "Expressions of the author’s own that demean a person or a group. Never looked for in marked quotations.",
        WordKind.Minimising => "Words that make harm sound smaller than it is.",
        WordKind.Judgement => "Words of opinion, pointed out where facts belong.",
        WordKind.UnownedOpinion => "Opinions that nobody owns, pointed out in the analysis.",
        WordKind.NotForRecord => "Trivia, money and technical arrangements, which are probably not for a child’s record.",
        WordKind.EmailTalk => "Pleasantries, disagreements and small print of copied emails.",
        _ => "",
    };

    /// <summary>What stands in the second column.</summary>
    public static string InsteadLabel(this WordKind kind) => kind switch
    {
        WordKind.Abbreviation => "Full form",
        WordKind.LegalTerm => "In plain words",
        _ => "What to write instead",
    };

    /// <summary>The list's name in addresses.</summary>
    public static string Slug(this WordKind kind) => kind switch
    {
        WordKind.Abbreviation => "abbreviations",
        WordKind.LegalTerm => "legal-terms",
        WordKind.Jargon => "jargon",
        WordKind.Label => "labels",
        WordKind.Offensive => "offensive",
        WordKind.Minimising => "minimising",
        WordKind.Judgement => "judgement",
        WordKind.UnownedOpinion => "unowned-opinion",
        WordKind.NotForRecord => "not-for-the-record",
        WordKind.EmailTalk => "emails",
        _ => kind.ToString(),
    };

    /// <summary>The list of that address, or null.</summary>
    public static WordKind? Find(string? slug) => Enum.GetValues<WordKind>().Where(k => k.Slug() == slug).Select(k => (WordKind?)k).FirstOrDefault();
}
