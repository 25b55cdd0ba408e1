namespace CaseRecording.Core;

/// <summary>The rules of the rulebook that the program carries, by code. docs/rules.md lists where each lives and which test proves it.</summary>
public static class Rules
{
    /// <summary>Entries stand in the order of the events, and both the event and the writing are shown.</summary>
    public static readonly Rule T01 = new("T-01", "Entries stand in the order of the events, and both the event and the writing are shown.", "CRP", RuleStrength.Provide);

    /// <summary>An entry saved to the record more than 24 hours after the event is late.</summary>
    public static readonly Rule T02 = new("T-02", "An entry saved to the record more than 24 hours after the event is late.", "DUR", RuleStrength.Flag);

    /// <summary>A late entry says so for ever, by how much, and why.</summary>
    public static readonly Rule T03 = new("T-03", "A late entry says so for ever, by how much, and why.", "DUR", RuleStrength.Flag);

    /// <summary>An entry finalised more than 72 hours after the event is overdue.</summary>
    public static readonly Rule T04 = new("T-04", "An entry finalised more than 72 hours after the event is overdue.", "CRP", RuleStrength.Flag);

    /// <summary>A safeguarding concern is reported to the manager at once and recorded within the hour.</summary>
    public static readonly Rule T05 = new("T-05", "A safeguarding concern is reported to the manager at once and recorded within the hour.", "CRP; the hour is ours", RuleStrength.Flag);

    /// <summary>A month's events are final by the fifth of the next month.</summary>
    public static readonly Rule T06 = new("T-06", "A month's events are final by the fifth of the next month.", "CRP", RuleStrength.Flag);

    /// <summary>Clocks count elapsed time; a local time that does not exist is refused and one that exists twice is asked about.</summary>
    public static readonly Rule T07 = new("T-07", "Clocks count elapsed time; a local time that does not exist is refused and one that exists twice is asked about.", "ours", RuleStrength.Refuse);

    /// <summary>An event is neither in the future, nor before the first contact or the birth without saying why.</summary>
    public static readonly Rule T08 = new("T-08", "An event is neither in the future, nor before the first contact or the birth without saying why.", "ours", RuleStrength.Refuse);

    /// <summary>The author sees each deadline coming.</summary>
    public static readonly Rule T09 = new("T-09", "The author sees each deadline coming.", "ours; CRP", RuleStrength.Provide);

    /// <summary>One record for each child, opened by the referral team, after likely duplicates were shown.</summary>
    public static readonly Rule C01 = new("C-01", "One record for each child, opened by the referral team, after likely duplicates were shown.", "DUR CRP", RuleStrength.Refuse);

    /// <summary>A record has the full name and the date of birth, a due date, or an estimate with its reason.</summary>
    public static readonly Rule C02 = new("C-02", "A record has the full name and the date of birth, a due date, or an estimate with its reason.", "DUR", RuleStrength.Refuse);

    /// <summary>What was true on any past day can be seen: details are dated periods.</summary>
    public static readonly Rule C03 = new("C-03", "What was true on any past day can be seen: details are dated periods.", "DUR", RuleStrength.Provide);

    /// <summary>Everyone in the home is listed, and who holds parental responsibility stands out.</summary>
    public static readonly Rule C04 = new("C-04", "Everyone in the home is listed, and who holds parental responsibility stands out.", "DUR", RuleStrength.Provide);

    /// <summary>Important people with their contact details, and who the child may spend time with.</summary>
    public static readonly Rule C06 = new("C-06", "Important people with their contact details, and who the child may spend time with.", "DUR", RuleStrength.Provide);

    /// <summary>An entry says when, what kind of contact, a title that says something and the reason for contact.</summary>
    public static readonly Rule N01 = new("N-01", "An entry says when, what kind of contact, a title that says something and the reason for contact.", "CRP WAN", RuleStrength.Refuse);

    /// <summary>An entry says who was present, in which role, or that nobody was.</summary>
    public static readonly Rule N02 = new("N-02", "An entry says who was present, in which role, or that nobody was.", "HUL DUR CRP", RuleStrength.Refuse);

    /// <summary>What happened, the analysis and the actions stand apart.</summary>
    public static readonly Rule N03 = new("N-03", "What happened, the analysis and the actions stand apart.", "CRP", RuleStrength.Refuse);

    /// <summary>A significant event has, for each child, an analysis, what is working well, what we are worried about and what needs to happen.</summary>
    public static readonly Rule N04 = new("N-04", "A significant event has, for each child, an analysis, what is working well, what we are worried about and what needs to happen.", "CRP", RuleStrength.Refuse);

    /// <summary>The child's own words are marked and stand out.</summary>
    public static readonly Rule N05 = new("N-05", "The child's own words are marked and stand out.", "CRP DER", RuleStrength.Provide);

    /// <summary>Child seen, child not seen and shared with the family are worked out from the answers, never ticked.</summary>
    public static readonly Rule N06 = new("N-06", "Child seen, child not seen and shared with the family are worked out from the answers, never ticked.", "CRP", RuleStrength.Flag);

    /// <summary>Who took part and who typed are told apart.</summary>
    public static readonly Rule N07 = new("N-07", "Who took part and who typed are told apart.", "DUR HUL", RuleStrength.Flag);

    /// <summary>Statements can be marked as fact, opinion, assessment, judgement or decision, and as first-hand or from someone else.</summary>
    public static readonly Rule N08 = new("N-08", "Statements can be marked as fact, opinion, assessment, judgement or decision, and as first-hand or from someone else.", "DUR CRP HUL", RuleStrength.Nudge);

    /// <summary>An interpreter who was used is named.</summary>
    public static readonly Rule N09 = new("N-09", "An interpreter who was used is named.", "CRP DUR", RuleStrength.Refuse);

    /// <summary>One event can be recorded for several children, and what belongs to one stays with that one.</summary>
    public static readonly Rule N10 = new("N-10", "One event can be recorded for several children, and what belongs to one stays with that one.", "CRP DUR", RuleStrength.Refuse);

    /// <summary>A note largely the same as an earlier one is pointed out beside its twin.</summary>
    public static readonly Rule N11 = new("N-11", "A note largely the same as an earlier one is pointed out beside its twin.", "CRP WAN HUL", RuleStrength.Nudge);

    /// <summary>The name of a child or service user who does not belong here is pointed out.</summary>
    public static readonly Rule N12 = new("N-12", "The name of a child or service user who does not belong here is pointed out.", "CRP", RuleStrength.Nudge);

    /// <summary>Trivia, finance and lists of attempted contacts are pointed out.</summary>
    public static readonly Rule N13 = new("N-13", "Trivia, finance and lists of attempted contacts are pointed out.", "HUL WAN", RuleStrength.Nudge);

    /// <summary>A significant event is always in the chronology; any other entry by choice.</summary>
    public static readonly Rule N14 = new("N-14", "A significant event is always in the chronology; any other entry by choice.", "CRP", RuleStrength.Provide);

    /// <summary>A child who was seen has their words or an observation recorded.</summary>
    public static readonly Rule N15 = new("N-15", "A child who was seen has their words or an observation recorded.", "DER DUR", RuleStrength.Flag);

    /// <summary>A key change told in a note prompts its author to update the details and the summary.</summary>
    public static readonly Rule N16 = new("N-16", "A key change told in a note prompts its author to update the details and the summary.", "DUR", RuleStrength.Nudge);

    /// <summary>A final entry's text never changes; corrections and additions are amendments.</summary>
    public static readonly Rule N17 = new("N-17", "A final entry's text never changes; corrections and additions are amendments.", "ours; DUR", RuleStrength.Refuse);

    /// <summary>A very personal passage can be marked sensitive and is collapsed until asked for.</summary>
    public static readonly Rule N19 = new("N-19", "A very personal passage can be marked sensitive and is collapsed until asked for.", "HUL", RuleStrength.Provide);

    /// <summary>Another entry can be linked instead of repeated.</summary>
    public static readonly Rule N20 = new("N-20", "Another entry can be linked instead of repeated.", "CRP", RuleStrength.Provide);

    /// <summary>In pasted emails, other people's business and quarrels are pointed out.</summary>
    public static readonly Rule N18 = new("N-18", "In pasted emails, other people's business and quarrels are pointed out.", "CRP HUL", RuleStrength.Nudge);

    /// <summary>For every child on a visit: seen, alone, spoken with, bedroom – each answered.</summary>
    public static readonly Rule V01 = new("V-01", "For every child on a visit: seen, alone, spoken with, bedroom – each answered.", "CRP HUL", RuleStrength.Refuse);

    /// <summary>Not alone or not seen: why, what else needs to happen, and when the next visit is.</summary>
    public static readonly Rule V02 = new("V-02", "Not alone or not seen: why, what else needs to happen, and when the next visit is.", "DUR", RuleStrength.Refuse);

    /// <summary>Statutory visits are offered only for the status the child had that day.</summary>
    public static readonly Rule V03 = new("V-03", "Statutory visits are offered only for the status the child had that day.", "CRP", RuleStrength.Refuse);

    /// <summary>A visit has a place and a purpose.</summary>
    public static readonly Rule V04 = new("V-04", "A visit has a place and a purpose.", "HUL DUR CRP", RuleStrength.Refuse);

    /// <summary>An unsuccessful visit is recorded too and shows Child not seen.</summary>
    public static readonly Rule V05 = new("V-05", "An unsuccessful visit is recorded too and shows Child not seen.", "DUR", RuleStrength.Provide);

    /// <summary>The next visit due follows from the status and the last counted visit.</summary>
    public static readonly Rule V06 = new("V-06", "The next visit due follows from the status and the last counted visit.", "LAW", RuleStrength.Flag);

    /// <summary>A visit by someone other than the allocated worker is labelled.</summary>
    public static readonly Rule V07 = new("V-07", "A visit by someone other than the allocated worker is labelled.", "HUL DUR", RuleStrength.Flag);

    /// <summary>Decisions are recorded by a team manager or above.</summary>
    public static readonly Rule D01 = new("D-01", "Decisions are recorded by a team manager or above.", "HUL", RuleStrength.Refuse);

    /// <summary>A decision record has the decision, its kind, date, who decided and the reasons.</summary>
    public static readonly Rule D02 = new("D-02", "A decision record has the decision, its kind, date, who decided and the reasons.", "DUR HUL", RuleStrength.Refuse);

    /// <summary>A decision record is for key decisions, not for finance or technical arrangements.</summary>
    public static readonly Rule D03 = new("D-03", "A decision record is for key decisions, not for finance or technical arrangements.", "HUL", RuleStrength.Nudge);

    /// <summary>A decision is explained to the child in words of their own, not a copy of the reasons.</summary>
    public static readonly Rule D04 = new("D-04", "A decision is explained to the child in words of their own, not a copy of the reasons.", "DER", RuleStrength.Refuse);

    /// <summary>Supervision every 28 days that reviews the plan; overdue or without the plan is labelled.</summary>
    public static readonly Rule D05 = new("D-05", "Supervision every 28 days that reviews the plan; overdue or without the plan is labelled.", "WAN HUL", RuleStrength.Flag);

    /// <summary>What changes the plan between supervisions is recorded as management oversight, linked to its cause.</summary>
    public static readonly Rule D06 = new("D-06", "What changes the plan between supervisions is recorded as management oversight, linked to its cause.", "WAN", RuleStrength.Flag);

    /// <summary>Reflective case discussions are recorded by the coordinator or the manager, with risks, strengths and actions.</summary>
    public static readonly Rule D07 = new("D-07", "Reflective case discussions are recorded by the coordinator or the manager, with risks, strengths and actions.", "HUL", RuleStrength.Refuse);

    /// <summary>The case note summary is one page with key contacts, and every version is kept.</summary>
    public static readonly Rule S01 = new("S-01", "The case note summary is one page with key contacts, and every version is kept.", "DUR", RuleStrength.Provide);

    /// <summary>A summary is reviewed every three months, or after a significant change.</summary>
    public static readonly Rule S02 = new("S-02", "A summary is reviewed every three months, or after a significant change.", "DUR", RuleStrength.Flag);

    /// <summary>After a significant change the summary needs a new version or a sentence on why none is needed.</summary>
    public static readonly Rule S03 = new("S-03", "After a significant change the summary needs a new version or a sentence on why none is needed.", "DUR", RuleStrength.Refuse);

    /// <summary>The emergency duty team reads the summary in one step, with its age.</summary>
    public static readonly Rule S04 = new("S-04", "The emergency duty team reads the summary in one step, with its age.", "DUR", RuleStrength.Provide);

    /// <summary>Plans have goals with a measure, an owner, who agreed, and a date.</summary>
    public static readonly Rule P01 = new("P-01", "Plans have goals with a measure, an owner, who agreed, and a date.", "WAN", RuleStrength.Refuse);

    /// <summary>Core groups and reviews are recorded against the goals; midway reviews by the chair or reviewing officer.</summary>
    public static readonly Rule P02 = new("P-02", "Core groups and reviews are recorded against the goals; midway reviews by the chair or reviewing officer.", "WAN DUR", RuleStrength.Refuse);

    /// <summary>Notes and actions link to goals, and the plan shows what was done for each.</summary>
    public static readonly Rule P03 = new("P-03", "Notes and actions link to goals, and the plan shows what was done for each.", "DUR WAN", RuleStrength.Provide);

    /// <summary>The child's dated view of whether the plan helps stands on the plan.</summary>
    public static readonly Rule P06 = new("P-06", "The child's dated view of whether the plan helps stands on the plan.", "WAN", RuleStrength.Flag);

    /// <summary>Key documents say what identity means day to day; an empty answer is labelled.</summary>
    public static readonly Rule C16 = new("C-16", "Key documents say what identity means day to day; an empty answer is labelled.", "WAN CRP", RuleStrength.Flag);

    /// <summary>A progress summary every three months, drafted from final entries, with the author's own analysis.</summary>
    public static readonly Rule S05 = new("S-05", "A progress summary every three months, drafted from final entries, with the author's own analysis.", "WAN HUL", RuleStrength.Flag);

    /// <summary>A transfer summary when worker or team changes, and a closing summary before a record closes.</summary>
    public static readonly Rule S06 = new("S-06", "A transfer summary when worker or team changes, and a closing summary before a record closes.", "WAN DUR", RuleStrength.Refuse);

    /// <summary>A manager signs off final entries, never their own.</summary>
    public static readonly Rule Q01 = new("Q-01", "A manager signs off final entries, never their own.", "WAN; never their own is ours", RuleStrength.Refuse);

    /// <summary>Sign-off is against the ten points of the standard; an unmet point is returned or explained.</summary>
    public static readonly Rule Q02 = new("Q-02", "Sign-off is against the ten points of the standard; an unmet point is returned or explained.", "WAN", RuleStrength.Refuse);

    /// <summary>An entry can be returned with a reason; the first version stays meanwhile.</summary>
    public static readonly Rule Q03 = new("Q-03", "An entry can be returned with a reason; the first version stays meanwhile.", "WAN", RuleStrength.Provide);

    /// <summary>Managers check a random sample, and what must be put right has an owner and a date.</summary>
    public static readonly Rule Q04 = new("Q-04", "Managers check a random sample, and what must be put right has an owner and a date.", "DUR", RuleStrength.Provide);

    /// <summary>Good examples are shared with everything that identifies a person taken out, after a second person agreed.</summary>
    public static readonly Rule Q05 = new("Q-05", "Good examples are shared with everything that identifies a person taken out, after a second person agreed.", "WAN", RuleStrength.Provide);

    /// <summary>A form's version is used only once senior management has approved it, and each entry knows its own.</summary>
    public static readonly Rule Q06 = new("Q-06", "A form's version is used only once senior management has approved it, and each entry knows its own.", "DUR", RuleStrength.Refuse);

    /// <summary>The team manager answers for the team's records, and a delegation says to whom, for what and until when.</summary>
    public static readonly Rule Q07 = new("Q-07", "The team manager answers for the team's records, and a delegation says to whom, for what and until when.", "DUR", RuleStrength.Provide);

    /// <summary>Advice follows how each kind of entry is written: to the child in full, in part or not.</summary>
    public static readonly Rule L01 = new("L-01", "Advice follows how each kind of entry is written: to the child in full, in part or not.", "DER", RuleStrength.Nudge);

    /// <summary>An abbreviation not explained at its first use is pointed out.</summary>
    public static readonly Rule L02 = new("L-02", "An abbreviation not explained at its first use is pointed out.", "DUR CRP DER WAN", RuleStrength.Nudge);

    /// <summary>Jargon, vague words, labels and expressions that offend are pointed out with kinder words.</summary>
    public static readonly Rule L03 = new("L-03", "Jargon, vague words, labels and expressions that offend are pointed out with kinder words.", "DUR CRP WAN", RuleStrength.Nudge);

    /// <summary>The reading level is told, and long sentences are marked where they stand.</summary>
    public static readonly Rule L04 = new("L-04", "The reading level is told, and long sentences are marked where they stand.", "DER", RuleStrength.Nudge);

    /// <summary>A person's first mention has full name and role.</summary>
    public static readonly Rule L05 = new("L-05", "A person's first mention has full name and role.", "WAN HUL", RuleStrength.Nudge);

    /// <summary>Detail without analysis, analysis without the child, and worries without strengths are pointed out.</summary>
    public static readonly Rule L06 = new("L-06", "Detail without analysis, analysis without the child, and worries without strengths are pointed out.", "HUL CRP DUR", RuleStrength.Nudge);

    /// <summary>Judgement among the facts, and opinion without an owner, are pointed out.</summary>
    public static readonly Rule L07 = new("L-07", "Judgement among the facts, and opinion without an owner, are pointed out.", "CRP DUR HUL", RuleStrength.Nudge);

    /// <summary>A legal term without an explanation at its first use is pointed out.</summary>
    public static readonly Rule L08 = new("L-08", "A legal term without an explanation at its first use is pointed out.", "DUR", RuleStrength.Nudge);

    /// <summary>A vague title, and a length far above the usual, are pointed out.</summary>
    public static readonly Rule L09 = new("L-09", "A vague title, and a length far above the usual, are pointed out.", "WAN CRP", RuleStrength.Nudge);

    /// <summary>Risk without its impact on this child, and wording that makes it small, are pointed out.</summary>
    public static readonly Rule L10 = new("L-10", "Risk without its impact on this child, and wording that makes it small, are pointed out.", "DER", RuleStrength.Nudge);

    /// <summary>Pronouns other than the child's own are pointed out.</summary>
    public static readonly Rule L11 = new("L-11", "Pronouns other than the child's own are pointed out.", "WAN", RuleStrength.Nudge);

    /// <summary>A request to correct the record has a clock of one month, its steps and its outcome.</summary>
    public static readonly Rule F04 = new("F-04", "A request to correct the record has a clock of one month, its steps and its outcome.", "DUR LAW", RuleStrength.Flag);

    /// <summary>An access request has its checks, clock, scope, exemptions, approval and disclosure log.</summary>
    public static readonly Rule F05 = new("F-05", "An access request has its checks, clock, scope, exemptions, approval and disclosure log.", "LAW (ICO)", RuleStrength.Refuse);

    /// <summary>The disclosed record reads like a story for the person it is about, and is accessible.</summary>
    public static readonly Rule F07 = new("F-07", "The disclosed record reads like a story for the person it is about, and is accessible.", "DER LAW", RuleStrength.Provide);

    /// <summary>Access follows the relationship; anyone else gives a reason, for an hour, seen by the manager.</summary>
    public static readonly Rule A01 = new("A-01", "Access follows the relationship; anyone else gives a reason, for an hour, seen by the manager.", "DUR", RuleStrength.Refuse);

    /// <summary>A restricted record opens for named people; a conflict of interest hides the record altogether.</summary>
    public static readonly Rule A02 = new("A-02", "A restricted record opens for named people; a conflict of interest hides the record altogether.", "DUR", RuleStrength.Refuse);

    /// <summary>Every view, change, export and refusal is audited, or it does not happen.</summary>
    public static readonly Rule A03 = new("A-03", "Every view, change, export and refusal is audited, or it does not happen.", "DUR", RuleStrength.Refuse);

    /// <summary>One page answers who has seen this record.</summary>
    public static readonly Rule A04 = new("A-04", "One page answers who has seen this record.", "ours", RuleStrength.Provide);

    /// <summary>Sign-in with password and second factor, lock-out, idle sign-out without loss, and out at once when disabled.</summary>
    public static readonly Rule A05 = new("A-05", "Sign-in with password and second factor, lock-out, idle sign-out without loss, and out at once when disabled.", "DUR", RuleStrength.Refuse);

    /// <summary>Administrators keep accounts and policy and read no record; auditors read the audit and write nothing.</summary>
    public static readonly Rule A06 = new("A-06", "Administrators keep accounts and policy and read no record; auditors read the audit and write nothing.", "ours", RuleStrength.Refuse);

    /// <summary>Nothing is deleted but by approved retention; an entry on the wrong child is moved with a trace in both.</summary>
    public static readonly Rule A07 = new("A-07", "Nothing is deleted but by approved retention; an entry on the wrong child is moved with a trace in both.", "DUR LAW", RuleStrength.Refuse);

    /// <summary>Messages that leave the program hold a link and nothing else.</summary>
    public static readonly Rule A08 = new("A-08", "Messages that leave the program hold a link and nothing else.", "DUR", RuleStrength.Refuse);

    /// <summary>All of them, in the order of the rulebook.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        T01, T02, T03, T04, T05, T06, T07, T08, T09, C01,
        C02, C03, C04, C06, C16, N01, N02, N03, N04, N05, N06,
        N07, N08, N09, N10, N11, N12, N13, N14, N15, N16, N17, N19, N20,
        N18, V01, V02, V03, V04, V05, V06, V07, D01, D02,
        D03, D04, D05, D06, D07, S01, S02, S03, S04, S05, S06, P01, P02, P03, P06, Q01, Q02, Q03, Q04, Q05, Q06, Q07, L01, L02,
        L03, L04, L05, L06, L07, L08, L09, L10, L11, F04, F05,
        F07, A01, A02, A03, A04, A05, A06, A07, A08,
    ];

    /// <summary>The rule with this code.</summary>
    /// <exception cref="KeyNotFoundException">No such rule.</exception>
    public static Rule ByCode(string code) => All.FirstOrDefault(r => r.Code == code) ?? throw new KeyNotFoundException(code);
}
