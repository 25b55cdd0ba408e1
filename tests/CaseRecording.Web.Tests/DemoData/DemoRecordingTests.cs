using System.Text.Json.Nodes;
using CaseRecording.Core.Children;
using CaseRecording.Core.Recording;

namespace CaseRecording.Web.Tests.DemoData;

/// <summary>The recordings keep the rulebook, so that the seeder can take them through the same verbs as a person.</summary>
public sealed class DemoRecordingTests
{
    private static readonly DemoContent Demo = DemoContent.All;
    private static readonly string[] Correspondence = ["telephoneCall", "email", "letter", "textMessage"];

    [Fact]
    public void Recordings_All_HaveTypeTitleReasonAndTime()
    {
        string[] contacts = [.. Correspondence, "meeting", "officeContact", "videoCall", "other"];
        string[] visits = ["assessmentSession", "homeVisit", "childInNeed", "childProtection", "lookedAfter", "directWork"];
        foreach (var e in Demo.Recordings)
        {
            Assert.True(Enum.TryParse<RecordingKind>(e.Text("kind"), out var kind), Key(e));
            Assert.True(e.Text("kind") != "CaseNote" || contacts.Contains(e.Text("contactType")), Key(e));
            Assert.True(!e.IsVisit() || visits.Contains(e.Text("visitType")), Key(e));
            Assert.True(kind is RecordingKind.Supervision or RecordingKind.ReflectiveDiscussion or RecordingKind.ProgressSummary or RecordingKind.TransferSummary || (e.Field("title") is not null && e.Field("reason") is not null), Key(e));
            Assert.True(TimeOnly.TryParse(e.Text("time"), out _) && e.Number("daysAgo") >= 0 && e.Number("minutes") >= 0, Key(e));
            Assert.NotEmpty(e.List("children"));
        }
    }

    /// <summary>Whatever the files say can be shown: each value is one the program knows, each text has its place on the form.</summary>
    [Fact]
    public void Names_OfKindsAndFields_AreTheProgramsOwn()
    {
        foreach (var e in Demo.Recordings)
        {
            var kind = Enum.Parse<RecordingKind>(e.Text("kind")!);
            Assert.True(e.Text("visitType") is not { } visit || Enum.TryParse<VisitType>(visit, true, out _), Key(e));
            Assert.True(e.Text("contactType") is not { } contact || Enum.TryParse<ContactType>(contact, true, out _), Key(e));
            Assert.True(e.Text("decisionKind") is not { } decision || Enum.TryParse<DecisionKind>(decision, true, out _), Key(e));
            var own = FormFields.Of(kind).Where(f => f.PerChild).Select(f => f.Key).ToHashSet();
            var shared = FormFields.Of(kind).Where(f => !f.PerChild).Select(f => f.Key).Concat(["title", "reason"]).ToHashSet();
            Assert.All(e.Object("fields") ?? [], f => Assert.Contains(f.Key, shared));
            Assert.All(e.List("children").SelectMany(c => c.Object("fields") ?? []), f => Assert.Contains(f.Key, own));
        }

        foreach (var status in Demo.Children.SelectMany(c => c.List("statuses")))
        {
            Assert.True(Enum.TryParse<StatusKind>(status.Text("kind"), out _));
            Assert.True(status.Text("arrangement") is not { } how || Enum.TryParse<LookedAfterArrangement>(how, true, out _));
        }
    }

    [Fact]
    public void Facts_OnVisitsAndNotes_AreThereAndTookPartIsAnswered()
    {
        foreach (var e in Demo.Recordings.Where(e => e.Text("kind") is "Visit" or "CaseNote" or "PlanReview"))
        {
            Assert.True(e.Field("facts") is not null, Key(e));
            var people = e.List("participants");
            Assert.True(e.Is("nobodyPresent") != (people.Count > 0), Key(e));
            Assert.All(people, p => Assert.True((p.Text("person") ?? p.Text("staff") ?? p.Text("child") ?? p.Text("name") ?? p.Text("nameNotKnown")) is not null, Key(e)));
            Assert.All(people.Where(p => p.Text("name") is not null || p.Text("nameNotKnown") is not null), p => Assert.NotNull(p.Text("role")));
            if (Correspondence.Contains(e.Text("contactType")))
                Assert.True(people.Exists(p => p.Text("attendance") == "sender") && people.Exists(p => p.Text("attendance") == "recipient"), Key(e));
        }
    }

    [Fact]
    public void Visits_Final_AnswerSeenAloneBedroomPlaceAndPurpose()
    {
        foreach (var e in Demo.Recordings.Where(e => e.IsVisit() && e.IsFinal()))
        {
            Assert.True(e.Field("place") is not null && e.Field("purpose") is not null, Key(e));
            foreach (var c in e.List("children"))
            {
                var seen = c.Answer("seen");
                Assert.NotNull(seen);
                if (seen == true)
                {
                    Assert.True(c.Answer("alone") is not null && c.Answer("interviewed") is not null && c.Text("bedroom") is "yes" or "no" or "notAtHome", Key(e));
                    Assert.True(c.Is("alone") || c.Field("whyNotAlone") is not null, Key(e));
                    Assert.True(c.Field("views") is not null || c.Field("observed") is not null, Key(e));
                }
                else
                {
                    Assert.True(c.Field("whyNotSeen") is not null && c.Field("whatElse") is not null, Key(e));
                    Assert.True(c.Number("nextVisitInDays") is not null || c.Field("nextVisit") is not null, Key(e));
                }
            }
        }
    }

    [Fact]
    public void SignificantEvents_Final_HaveTheFourParagraphsForEachChild()
    {
        var visits = Demo.Recordings.Where(e => e.IsVisit() && e.List("children").Exists(c => c.Is("seen")));
        var significant = Demo.Recordings.Where(e => e.Is("significant") && !e.Is("nobodyPresent") && (!e.IsVisit() || e.List("children").Exists(c => c.Is("seen"))));
        foreach (var e in visits.Concat(significant).Where(e => e.IsFinal()))
            foreach (var c in e.List("children"))
                Assert.All((string[])["analysis", "workingWell", "worries", "needsToHappen"], f => Assert.True(c.Field(f) is not null, $"{Key(e)}, {c.Text("child")}: {f}"));
    }

    [Fact]
    public void VisitTypes_OnTheDay_FitTheStatus()
    {
        foreach (var e in Demo.Recordings.Where(e => e.IsVisit()))
            foreach (var c in e.List("children"))
            {
                var status = Demo.StatusOn(c.Text("child")!, e.Number("daysAgo")!.Value);
                var needs = e.Text("visitType") switch { "childInNeed" => "ChildInNeed", "childProtection" => "ChildProtection", "lookedAfter" => "LookedAfter", _ => null };
                Assert.True(needs is null || status.Contains(needs), $"{Key(e)}: {c.Text("child")} was {string.Join(" and ", status)}");
                Assert.True(e.Text("visitType") != "assessmentSession" || status.TrueForAll(s => s is "Assessment" or "None"), Key(e));
                Assert.True(e.Text("visitType") != "directWork" || status.Exists(s => s is not "Assessment" and not "None"), Key(e));
            }
    }

    [Fact]
    public void Steps_OfEachRecording_FollowInOrderAndLateOnesSayWhy()
    {
        foreach (var e in Demo.Recordings)
        {
            var written = e.Number("writtenAfterMinutes");
            var final = e.Number("finalisedAfterMinutes");
            Assert.True(final is null || written is not null && written <= final, Key(e));
            Assert.True(final is null || written <= 24 * 60 || e.Text("lateReason") is not null, $"{Key(e)} is late and does not say why");
            Assert.True(e.Object("signedOff") is not { } s || final is not null && s.Number("afterMinutes") >= final, Key(e));
            Assert.True(e.Object("returned") is not { } r || r.Number("afterMinutes") >= final, Key(e));
            Assert.All(e.List("amendments"), a => Assert.True(a.Number("afterMinutes") > final, Key(e)));
            // Older recordings are finished before today begins: only the last days depend on the hour of seeding.
            if (e.Number("daysAgo") >= 4)
                Assert.True((e.Object("signedOff")?.Number("afterMinutes") ?? final ?? written ?? 0) < e.Number("daysAgo") * 1440, Key(e));
        }
    }

    [Fact]
    public void Recordings_All_FallWithinTheRecordAndOnAWorkingDay()
    {
        foreach (var e in Demo.Recordings)
        {
            var day = e.Number("daysAgo")!.Value;
            foreach (var c in e.List("children").Select(c => Demo.Child(c.Text("child")!)))
            {
                Assert.True(c.Number("openedDaysAgo") >= day || e.Text("historyReason") is not null, Key(e));
                Assert.True(c.Number("closedDaysAgo") is not { } closed || day >= closed, Key(e));
                Assert.True(c.Number("bornDaysAgo") is not { } born || born > day, Key(e));
            }
            // Seven days or more are counted from a Monday (README), so remainders 1 and 2 are Sunday and Saturday.
            Assert.True(day < 7 || day % 7 is not (1 or 2) || e.Is("outOfHours"), $"{Key(e)} is on a weekend");
        }
    }

    [Fact]
    public void Authors_OfEachRecording_MayHaveWrittenIt()
    {
        foreach (var e in Demo.Recordings.Concat(Demo.Drafts))
        {
            var author = e.Text("author")!;
            foreach (var c in e.List("children").Select(c => Demo.Child(c.Text("child")!)))
            {
                Assert.DoesNotContain(c.List("conflicts"), x => x.Text("staff") == author);
                Assert.True(c.Object("restricted") is not { } r || r.Strings("readers").Contains(author), Key(e));
            }
            Assert.True(e.Text("kind") != "Decision" || Demo.IsManager(e.Text("decidedBy")!) && Demo.IsManager(author), Key(e));
            Assert.True(e.Object("signedOff") is not { } s || Demo.IsManager(s.Text("by")!) && s.Text("by") != author, Key(e));
            Assert.True(e.Object("returned") is not { } back || Demo.IsManager(back.Text("by")!) && back.Text("by") != author, Key(e));
        }
    }

    [Fact]
    public void Decisions_All_SayWhatWhyAndTellTheChild()
    {
        var kinds = new[] { "accommodate", "preProceedings", "placement", "legalStatus", "notification", "familyTime", "otherKeyDecision" };
        foreach (var e in Demo.Recordings.Where(e => e.Text("kind") == "Decision"))
        {
            Assert.Contains(e.Text("decisionKind"), kinds);
            Assert.True(e.Field("decision") is not null && e.Field("reasons") is not null, Key(e));
            Assert.All(e.List("children"), c => Assert.True(c.Field("wordsToChild") is { } words && words != e.Field("reasons"), Key(e)));
        }
    }

    [Fact]
    public void Summaries_All_HaveEveryPart()
    {
        foreach (var e in Demo.Recordings.Where(e => e.Text("kind") == "CaseNoteSummary"))
            Assert.All((string[])["penPicture", "importantPeople", "situation", "worries", "whatHelps", "safetyPlan"], f => Assert.NotNull(Assert.Single(e.List("children")).Field(f)));
    }

    [Fact]
    public void Interpreters_WhereUsed_AreNamedWithTheirKind()
    {
        foreach (var i in Demo.Recordings.Select(e => e.Object("interpreter")).OfType<JsonObject>().Where(i => i.Is("used")))
            Assert.True(i.Text("name") is not null && i.Text("kind") is "contracted" or "staff" or "family" or "friend");
    }

    [Fact]
    public void Today_WheneverSeeded_HasSomethingDue()
    {
        Assert.Contains(Demo.Recordings, e => e.Number("daysAgo") <= 3 && !e.IsFinal());
        Assert.Contains(Demo.Recordings, e => e.Number("daysAgo") > 3 && !e.IsFinal());
    }

    [Fact]
    public void Situations_TheProgramMustShow_AreThere()
    {
        var children = Demo.Recordings.SelectMany(e => e.List("children")).ToList();
        (string What, bool There)[] situations =
        [
            ("late", Demo.Recordings.Exists(e => e.Text("lateReason") is not null)),
            ("finalised after three days", Demo.Recordings.Exists(e => e.Number("finalisedAfterMinutes") > 72 * 60)),
            ("nobody at home", Demo.Recordings.Exists(e => e.Is("nobodyPresent"))),
            ("not seen", children.Exists(c => c.Answer("seen") == false)),
            ("not alone", children.Exists(c => c.Field("whyNotAlone") is not null)),
            ("on behalf of a colleague", Demo.Recordings.Exists(e => e.Text("onBehalfOf") is not null)),
            ("siblings", Demo.Recordings.Exists(e => e.IsVisit() && e.List("children").Count >= 4)),
            ("returned and put right", Demo.Recordings.Count(e => e.Object("returned")?.Object("changedFields") is not null) >= 3),
            ("added to", Demo.Recordings.Exists(e => e.List("amendments").Exists(a => a.Text("kind") == "addition"))),
            ("date corrected", Demo.Recordings.Exists(e => e.List("amendments").Exists(a => a.Number("newDaysAgo") is not null))),
            ("safeguarding reported", Demo.Recordings.Exists(e => e.Object("safeguarding") is not null)),
            ("safeguarding withdrawn", Demo.Recordings.Exists(e => e.Object("safeguarding")?.Object("withdrawn") is not null)),
            ("interpreter of the family", Demo.Recordings.Exists(e => e.Object("interpreter")?.Text("kind") == "family")),
            ("name not known", Demo.Recordings.Exists(e => e.List("participants").Exists(p => p.Text("nameNotKnown") is not null))),
            ("reviews of each kind of plan", Demo.Recordings.Where(e => e.Text("kind") == "PlanReview").Select(e => e.Text("reviewType")).Distinct().Count() >= 5),
            ("history", Demo.Recordings.Exists(e => e.Text("historyReason") is not null)),
            ("shared with the family", Demo.Recordings.Exists(e => e.Object("sharedWithFamily") is not null)),
            ("out of hours", Demo.Recordings.Exists(e => Demo.StaffMember(e.Text("author")!).Strings("roles").SequenceEqual(["emergencyDuty"]))),
        ];
        Assert.All(situations, s => Assert.True(s.There, s.What));
    }

    [Fact]
    public void Drafts_Unfinished_EachSocialWorkerHasOne()
    {
        var workers = Demo.Staff.Where(s => s.Strings("roles").Contains("socialWorker")).Select(s => s.Text("key")).Order();
        Assert.Equal(workers, Demo.Drafts.Select(d => d.Text("author")).Order());
        Assert.All(Demo.Drafts, d => Assert.True(d.Number("hoursAgo") > 0 && d.Object("fields")!.Count > 0, Key(d)));
    }

    /// <summary>A child protection visit is due every ten working days, which is never less than 14 days: some are late and some are not.</summary>
    [Fact]
    public void ProtectionVisits_Today_AreSomeOverdueAndSomeNot()
    {
        var protectedNow = Demo.Children.Where(c => Demo.StatusOn(c.Text("key")!, 0).Contains("ChildProtection"));
        var ages = protectedNow.Select(c => Demo.Recordings
            .Where(e => e.Text("visitType") == "childProtection" && e.List("children").Exists(x => x.Text("child") == c.Text("key") && x.Is("seen")))
            .Min(e => e.Number("daysAgo")) ?? 999).ToList();
        Assert.Contains(ages, days => days > 22);
        Assert.Contains(ages, days => days < 8);
    }

    private static string Key(JsonObject entry) => entry.Text("key")!;
}
