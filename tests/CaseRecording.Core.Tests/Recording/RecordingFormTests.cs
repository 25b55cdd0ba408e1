using CaseRecording.Core.Plans;
using CaseRecording.Core.Recording;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Tests.Recording;

/// <summary>Fields of a form into what they say, and back.</summary>
public sealed class RecordingFormTests
{
    private static readonly Dictionary<int, KnownPerson> Known = new() { [7] = new("Jean Thornley", "Mother") };

    [Fact]
    public void Read_AVisit_TellsEverythingItSays()
    {
        var input = Read(RecordingKind.Visit, """
            visitType=childInNeed  date-day=17 date-month=3 date-year=2026  time=14:30  endTime=3.15pm
            people=7 person-7-as=interviewed  other-2-name=Miss_Adler other-2-role=Teacher  children=12
            marks=significant marks=shared  facts=We_talked.  interpreter=yes interpreterName=Word_for_Word interpreterKind=contracted
            child-5-seen=notAlone child-5-interviewed=yes child-5-bedroom=notAtHome child-5-whyNotAlone=At_school. child-5-views=Hello
            child-12-seen=no child-12-nextVisitOn-day=20 child-12-nextVisitOn-month=3 child-12-nextVisitOn-year=2026
            action-0-what=Ring_school action-0-who=Me action-0-by-day=19 action-0-by-month=3 action-0-by-year=2026
            """);

        Assert.Empty(input.Troubles);
        var (said, content) = (input.Input, input.Input.Content);
        Assert.Equal((VisitType.ChildInNeed, new DateOnly(2026, 3, 17), new TimeOnly(14, 30), new TimeOnly(15, 15)), (said.VisitType!.Value, said.Date!.Value, said.StartTime!.Value, said.EndTime!.Value));
        Assert.Equal([new(7, "Jean Thornley", "Mother", Attendance.Interviewed), new(null, "Miss Adler", "Teacher", Attendance.Present)], content.Participants);
        Assert.Equal(new ActionItem("Ring school", "Me", new DateOnly(2026, 3, 19)), Assert.Single(content.Actions));
        Assert.Equal(new Interpreter("Word for Word", InterpreterKind.Contracted), content.Interpreter);
        Assert.Equal((true, true, false, false), (said.IsSignificant, said.SharedWithFamily, said.ConsentObtained, content.NobodyPresent));
        Assert.Equal([5, 12], said.Children.Keys);
        Assert.Equal((true, false, true, Bedroom.NotAtHome, "At school."), (said.Children[5].Seen!.Value, said.Children[5].Alone!.Value, said.Children[5].Interviewed!.Value, said.Children[5].Bedroom!.Value, said.Children[5]["whyNotAlone"]));
        Assert.Equal((false, new DateOnly(2026, 3, 20)), (said.Children[12].Seen!.Value, said.Children[12].NextVisitOn!.Value));
    }

    [Theory]
    [InlineData("date-day=31 date-month=2 date-year=2026", "date")]
    [InlineData("date-day=17", "date")]
    [InlineData("time=25:10", "time")]
    [InlineData("endTime=later", "endTime")]
    [InlineData("visitType=3", "visitType")]
    [InlineData("visitType=party", "visitType")]
    [InlineData("child-5-bedroom=maybe", "child-5-bedroom")]
    [InlineData("child-5-nextVisitOn-day=30 child-5-nextVisitOn-month=2 child-5-nextVisitOn-year=2026", "child-5-nextVisitOn")]
    [InlineData("action-3-by-day=31 action-3-by-month=4 action-3-by-year=2026", "action-3-by")]
    [InlineData("people=8", "people")]
    [InlineData("people=x", "people")]
    [InlineData("children=x", "children")]
    [InlineData("madeBy=me", "madeBy")]
    public void Read_WhatCannotBeRead_IsATroubleAtItsField(string fields, string field) =>
        Assert.Equal(field, Assert.Single(Read(RecordingKind.Visit, fields).Troubles).Field);

    [Fact]
    public void Read_TooManyRowsOrTooLongALine_IsATroubleNotCutInSilence()
    {
        var rows = string.Join(' ', Enumerable.Range(0, RecordingForm.MostRows + 1).Select(i => $"other-{i}-name=A"));
        Assert.Equal("other-0-name", Assert.Single(Read(RecordingKind.Visit, rows).Troubles).Field);
        Assert.Equal("children", Assert.Single(Read(RecordingKind.Visit, string.Join(' ', Enumerable.Range(100, RecordingForm.MostChildren).Select(i => $"children={i}"))).Troubles).Field);
        Assert.Equal("other-0-role", Assert.Single(Read(RecordingKind.Visit, $"other-0-name=A other-0-role={new string('b', 201)}").Troubles).Field);
        Assert.Equal("lateReason", Assert.Single(Read(RecordingKind.Visit, $"lateReason={new string('b', 1001)}").Troubles).Field);
    }

    [Fact]
    public void Read_AnAnswerHiddenByAnother_IsNotRecorded()
    {
        const string All = "child-5-whyNotAlone=a child-5-views=b child-5-whyNotSeen=c child-5-nextVisit=d child-5-analysis=e child-5-interviewed=yes";

        Assert.Equal(["analysis", "views"], Read(RecordingKind.Visit, All + " child-5-seen=alone").Input.Children[5].Fields.Keys);
        Assert.Equal(["analysis", "views", "whyNotAlone"], Read(RecordingKind.Visit, All + " child-5-seen=notAlone").Input.Children[5].Fields.Keys);
        var unseen = Read(RecordingKind.Visit, All + " child-5-seen=no").Input.Children[5];
        Assert.Equal(["analysis", "nextVisit", "whyNotSeen"], unseen.Fields.Keys);
        Assert.Null(unseen.Interviewed);
        Assert.Equal(5, Read(RecordingKind.Visit, All).Input.Children[5].Fields.Count); // not answered yet: nothing is hidden
    }

    [Theory, Trait("Rule", "N-06")]
    [InlineData("meeting", true)]
    [InlineData("officeContact", true)]
    [InlineData("telephoneCall", null)]
    [InlineData("email", null)]
    public void Read_ANote_N06_AChildIsSeenOnlyWhereTheyCanBe(string type, bool? seen) =>
        Assert.Equal(seen, Read(RecordingKind.CaseNote, $"contactType={type} child-5-seen=yes").Input.Children[5].Seen);

    [Theory]
    [InlineData("telephoneCall", Attendance.Interviewed)]
    [InlineData("meeting", Attendance.Present)]
    public void Read_ANoteThatDoesNotSayHowSomeoneTookPart_TakesTheUsual(string type, Attendance expected) =>
        Assert.Equal(expected, Read(RecordingKind.CaseNote, $"contactType={type} people=7").Input.Content.Participants.Single().Attendance);

    [Fact]
    public void Read_TheRecordedStatusIsWrong_TakesTheTypeChosenBesideIt()
    {
        Assert.Equal(VisitType.LookedAfter, Read(RecordingKind.Visit, "visitType=homeVisit statusWrong=yes otherVisitType=lookedAfter").Input.VisitType);
        Assert.Equal(VisitType.HomeVisit, Read(RecordingKind.Visit, "visitType=homeVisit otherVisitType=lookedAfter").Input.VisitType);
    }

    [Fact]
    public void Read_ControlCharactersAndLineBreaks_AreMadeAlike()
    {
        var fields = new Dictionary<string, string[]> { ["facts"] = ["one\r\ntwo\u0000\u0007\tthree \r\n"] };
        Assert.Equal("one\ntwo\tthree", RecordingForm.Read(RecordingKind.CaseNote, 5, fields, Known).Input.Content["facts"]);
    }

    [Fact]
    public async Task Fields_OfASavedVisit_ReadBackToTheSame()
    {
        await using var world = await World.CreateAsync();
        var (maisie, leo) = (await world.AddChildAsync(), await world.AddChildAsync("Leo Thornley"));
        var jean = await world.AddPersonAsync(maisie, "Jean Thornley", "Mother");
        world.Clock.NowUtc = new DateTime(2026, 10, 25, 12, 0, 0, DateTimeKind.Utc);
        var visit = Inputs.Visit(world.Now, maisie, leo).With(leo, _ => Inputs.NotSeen() with { NextVisitOn = new DateOnly(2026, 10, 30) }) with
        {
            StartTime = new(1, 40),
            EndTime = new(1, 20),
            SecondOfTwoHours = false,
            SharedWithFamily = true,
            MadeById = world.Colleague,
            StatusSaidWrong = true,
            VisitType = VisitType.ChildProtection,
            LateReason = "No signal.",
        };
        visit = visit with
        {
            Content = visit.Content with
            {
                Participants = [new(jean, "Jean Thornley", "Mother", Attendance.Interviewed), new(null, "A neighbour", "Neighbour", Attendance.Present)],
                Interpreter = new("Word for Word", InterpreterKind.Contracted),
                Actions = [new("Ring the school", "Me", new DateOnly(2026, 10, 27)), new("Bring the plan", "Your mum", null)],
            },
        };
        await world.RecordAsync(world.Worker, visit, finalise: false);
        await using var db = world.Open();
        var entry = await db.Recordings.Include(r => r.Children).Include(r => r.Versions).ThenInclude(v => v.Children).SingleAsync();

        var again = RecordingForm.Read(RecordingKind.Visit, maisie, FormWriter.Fields(entry, entry.Versions.Single()), new Dictionary<int, KnownPerson> { [jean] = new("Jean Thornley", "Mother") });

        Assert.Empty(again.Troubles);
        Assert.Equivalent(visit with { BasedOnVersion = 1 }, again.Input, strict: true);
    }

    [Fact]
    public async Task Fields_OfASavedReview_ReadBackToTheSame()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        var (_, goal) = await world.AddPlanAsync(maisie);
        var review = TestKit.Plans.Review(world.Now.AddHours(-1), ReviewType.CoreGroup, maisie).With(maisie, own => own.With("planView", "> It helps").With("identity", "You speak Twi on Sundays.") with
        {
            Goals = [new GoalProgress(goal, Progress.Worse, "Two nights awake")],
            PlanHelps = PlanHelps.InPart,
        });
        review = review with { Content = review.Content with { Actions = [new("Ring the clinic", "Me", new DateOnly(2026, 4, 2), goal)] } };
        await world.RecordAsync(world.Worker, review, finalise: false);
        await using var db = world.Open();
        var entry = await db.Recordings.Include(r => r.Children).Include(r => r.Versions).ThenInclude(v => v.Children).SingleAsync();

        var again = RecordingForm.Read(RecordingKind.PlanReview, maisie, FormWriter.Fields(entry, entry.Versions.Single()), new Dictionary<int, KnownPerson>());

        Assert.Empty(again.Troubles);
        Assert.Equivalent(review with { BasedOnVersion = 1, MadeById = null }, again.Input, strict: true);
    }

    [Theory]
    [InlineData(true, false, "significant")]
    [InlineData(false, true, "chronology")]
    [InlineData(true, true, "significant")]
    public async Task Fields_OfANote_TickWhatItsAuthorTickedNotWhatFollows(bool significant, bool chronology, string ticked)
    {
        await using var world = await World.CreateAsync();
        await world.RecordAsync(world.Worker, Inputs.Call(world.Now, await world.AddChildAsync()) with { IsSignificant = significant, InChronology = chronology, WasPlanned = true }, finalise: false);
        await using var db = world.Open();
        var entry = await db.Recordings.Include(r => r.Children).Include(r => r.Versions).ThenInclude(v => v.Children).SingleAsync();

        Assert.Equal([ticked, "planned"], FormWriter.Fields(entry, entry.Versions.Single())["marks"]);
    }

    /// <summary>Fields written as <c>name=value</c> with white space between; an underscore stands for a space.</summary>
    private static FormReading Read(RecordingKind kind, string fields) => RecordingForm.Read(kind, 5, fields
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(f => f.Split('=', 2))
        .GroupBy(f => f[0]).ToDictionary(g => g.Key, g => g.Select(f => f[1].Replace('_', ' ')).ToArray()), Known);
}
