using System.Collections.Frozen;

namespace CaseRecording.Core.Writing.Advising;

/// <summary>Small closed sets of English words that rules ask about. What a council may want otherwise stands in its lists instead.</summary>
internal static class Vocabulary
{
    public static readonly FrozenSet<string> You = Set("you your yours yourself yourselves you're you've you'd you'll");

    public static readonly FrozenSet<string> TheChild = Set("child child's children children's baby baby's");

    public static readonly FrozenSet<string> Says = Set(
        "said says told tells explained explains reported reports stated states confirmed confirms mentioned shared described describes rang phoned emailed texted wrote asked advised informed thinks thought feels felt believes believed noticed added replied answered admitted denied claimed claims alleged agreed suggested warned shouted complained");

    /// <summary>Words that say what a person is to the child or does for a living.</summary>
    public static readonly FrozenSet<string> Roles = Set(
        "teacher head headteacher tutor mentor coach assistant nurse midwife doctor gp consultant paediatrician psychologist psychiatrist therapist counsellor dentist visitor worker officer manager carer advocate guardian solicitor barrister judge interpreter chair coordinator lead secretary receptionist constable sergeant detective inspector practitioner adviser advisor volunteer keyworker inspector pastor imam vicar priest rabbi landlord colleague student driver escort playworker childminder independent senco ta " +
        "mother mum mummy mam father dad daddy parent brother sister half-brother half-sister stepbrother stepsister cousin uncle aunt auntie aunty nan nana nanna gran granny grandma grandmother grandad grandpa grandfather great-aunt great-uncle niece nephew stepdad stepmum stepfather stepmother partner boyfriend girlfriend husband wife ex-partner neighbour friend classmate godmother godfather lodger mother's father's mum's dad's puppy dog cat hamster rabbit pony");

    public static readonly FrozenSet<string> Professions = Set(
        "teacher headteacher nurse midwife doctor gp consultant paediatrician psychologist psychiatrist therapist counsellor visitor worker officer manager advocate guardian solicitor police school nursery hospital college probation housing neighbour neighbours landlord caller referrer health camhs surgery clinic dentist");

    public static readonly FrozenSet<string> Titles = Set("mr mrs ms miss mx dr pc dc sgt professor");

    /// <summary>Words that often begin with a capital and are no one's name.</summary>
    public static readonly FrozenSet<string> NotNames = Set(
        "i i'm i've i'd i'll you your you're you've we we've our they their he she his her it its it's my the a an this that these those there then here when where what who why how which while if as at in on for from to of by with without about after before during until since because but and or so not no yes both all each every neither either none one two three four five another other others some any many most few much more only just also even still again once now today tomorrow yesterday later first second last next " +
        "mum mummy mam dad daddy nan nana nanna gran granny grandma grandad grandpa auntie aunty aunt uncle mother father parents brother sister children child family carer carers foster social health school police hospital staff teacher teachers nurse doctor gp nobody somebody everybody someone everyone anyone anybody people neighbours manager worker workers colleague court judge council god christmas easter eid diwali ramadan hanukkah " +
        "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december english welsh scottish irish polish romanian urdu arabic punjabi bengali somali french german spanish tigrinya pashto kurdish mandarin cantonese ukrainian british european african asian caribbean muslim christian jewish hindu sikh roma traveller gypsy london england wales scotland ireland uk britain " +
        "youtube tiktok instagram snapchat whatsapp facebook minecraft roblox fortnite xbox playstation lego netflix google ipad tv minutes background purpose present apologies actions action summary update analysis concerns strengths worries views outcome plan dear hello hi thanks thank sorry regards re sent subject kind please having being going looking talking speaking let's maybe perhaps however although though despite overall finally meanwhile sometimes usually often never always outside inside upstairs downstairs " +
        "probation housing barnardo's childline nspcc home");

    /// <summary>Words that make a run of capitals a place or a body, not a person.</summary>
    public static readonly FrozenSet<string> Places = Set(
        "school primary junior infants academy college university nursery preschool road street lane row close avenue drive way gardens place court crescent terrace hill park green square house flat hospital surgery clinic centre center church mosque temple synagogue gurdwara council team police service services station city town united rovers albion county borough club trust charity hub library pool order plan act board panel league cup project group network bank care agency support early help family social children's youth justice crown magistrates day hall farm inn arms hotel cafe lodge cottage north south east west upper lower great little saint st new old castle bridge beach bay island river lake zoo museum xbox game games stars army guides scouts brownies cubs cadets duke edinburgh award harry potter");

    public static readonly FrozenSet<string> Positive = Set("none nil n/a nothing no");

    /// <summary>Without 's.</summary>
    public static string Bare(string lower) => lower.EndsWith("'s", StringComparison.Ordinal) ? lower[..^2] : lower.EndsWith('\'') ? lower[..^1] : lower;

    public static bool IsPossessive(string lower) => lower.EndsWith("'s", StringComparison.Ordinal) || lower.EndsWith("s'", StringComparison.Ordinal);

    /// <summary>A word that could be a part of someone's name.</summary>
    public static bool CouldBeName(Word word) =>
        word.IsCapital && word.Text.Length > 1 && word.Text.Any(char.IsLower) && !word.Text.Any(char.IsDigit) && !NotNames.Contains(Bare(word.Lower));

    public static FrozenSet<string> Set(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Pairs, each as from:to.</summary>
    public static FrozenDictionary<string, string> Map(string pairs) =>
        pairs.Split(' ').Select(p => p.Split(':')).ToFrozenDictionary(p => p[0], p => p[1], StringComparer.Ordinal);
}
