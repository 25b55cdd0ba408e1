using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Children;
using CaseRecording.Core.Disclosure;
using CaseRecording.Core.People;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Safeguarding;
using CaseRecording.TestKit;
using CaseRecording.Web.Disclosure;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Tests.Disclosure;

/// <summary>A winter of Maya's record with something of everything, written as a PDF once for all tests that look at it.</summary>
public sealed class ExportedRecord : IAsyncLifetime
{
    public const string Sibling = "CANARYBROTHER", Astray = "CANARYASTRAY", Address = "CANARYLANE", PrivateNumber = "01632960001";
    private readonly string file = Path.Combine(Path.GetTempPath(), $"case-recording-{Guid.NewGuid():N}.pdf");
    private World world = null!;
    private int maya;
    private int leo;

    public string File => file;

    public WrittenDocument Written { get; private set; } = null!;

    /// <summary>Text in reading order on one line.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Text of each page; page 1 is at index 0.</summary>
    public IReadOnlyList<string> Pages { get; private set; } = [];

    public IReadOnlyList<DisclosedEntry> Entries { get; private set; } = [];

    public async Task InitializeAsync()
    {
        world = await World.CreateAsync();
        maya = await world.AddChildAsync("Maya Ellis-Wójcik", StatusKind.ChildInNeed, new DateOnly(2014, 5, 3));
        leo = await world.AddChildAsync("Leo Ellis-Wójcik");
        await DetailsAsync();
        await EntriesAsync();
        await ConcernAsync();
        world.Clock.NowUtc = new DateTime(2026, 3, 17, 14, 0, 0, DateTimeKind.Utc);
        await WriteAsync();
        Text = PdfTools.Text(file);
        Pages = PdfTools.Pages(file);
    }

    public async Task DisposeAsync()
    {
        System.IO.File.Delete(file);
        await world.DisposeAsync();
    }

    private async Task DetailsAsync()
    {
        await using var db = world.Open();
        var child = await db.Children.Include(c => c.Details).SingleAsync(c => c.Id == maya);
        child.Replace(DetailKind.Address, "12 Mill Row, Northtown", new DateOnly(2020, 1, 1), false, world.As(world.Worker));
        child.Replace(DetailKind.Address, $"3 {Address}, Elsewhere", new DateOnly(2026, 2, 1), true, world.As(world.Worker));
        child.Replace(DetailKind.School, "Saltgate Primary School", new DateOnly(2019, 9, 3), false, world.As(world.Worker));
        db.ChildPeople.AddRange(
            Link("Dorota Wójcik", "mother", true, home: true, phone: PrivateNumber),
            Link("Jan Wójcik", "grandfather", false, home: false, phone: PrivateNumber, together: "Every other Saturday"),
            new ChildPerson { ChildId = maya, Relationship = "head of year", IsKeyContact = true, Person = new Person { FullName = "Nia Price", IsProfessional = true, JobTitle = "Teacher", Organisation = "Saltgate Primary School", Telephone = "01632 960100", Email = "nia.price@school.example" } });
        db.Audit(world.As(world.Worker), AuditAction.RecordDetailsChanged, maya);
        await db.SaveChangesAsync();
    }

    private ChildPerson Link(string name, string relationship, bool responsible, bool home, string phone, string? together = null) => new()
    {
        ChildId = maya,
        Relationship = relationship,
        HasParentalResponsibility = responsible,
        InHouseholdFrom = home ? new DateOnly(2014, 5, 3) : null,
        TimeTogether = together,
        IsImportant = true,
        Person = new Person { FullName = name, Telephone = phone, Email = "private@home.example" },
    };

    private async Task EntriesAsync()
    {
        var visit = await RecordAsync(world.Worker, Visit(), hoursLater: 2);
        var call = await RecordAsync(world.Worker, Call("The school rang about lunch", new DateTime(2026, 1, 5, 9, 30, 0, DateTimeKind.Utc)) with { LateReason = "I was ill that week." }, hoursLater: 80);
        await RecordAsync(world.Colleague, NotSeen(visit), hoursLater: 3);
        await RecordAsync(world.Manager, Decision(), hoursLater: 4);
        await RecordAsync(world.Worker, Summary(), hoursLater: 1);
        var astray = await RecordAsync(world.Worker, Call($"{Astray} about someone else", new DateTime(2026, 3, 9, 11, 0, 0, DateTimeKind.Utc)), hoursLater: 5);
        await world.MoveAsync(world.Manager, maya, leo, astray);
        var hers = await RecordAsync(world.Worker, Call("A word with your nan", new DateTime(2026, 3, 16, 11, 0, 0, DateTimeKind.Utc)) with { Children = new Dictionary<int, ChildContent> { [leo] = new() } }, hoursLater: 5, finalise: false);
        await world.MoveAsync(world.Worker, leo, maya, hers);
        world.Clock.NowUtc = new DateTime(2026, 2, 20, 10, 0, 0, DateTimeKind.Utc);
        await AmendAsync(visit, new AmendmentInput("The window was mended. ==It shuts now==.", "The carpenter came after I had left", maya, null));
        await AmendAsync(visit, new AmendmentInput($"{Sibling} amended", "Only about the brother", leo, null));
        await AmendAsync(call, new AmendmentInput("The call came on the Sunday.", "I had looked at the wrong page", null, new DateTime(2026, 1, 4, 9, 30, 0, DateTimeKind.Utc)));
    }

    private async Task ConcernAsync()
    {
        world.Clock.NowUtc = new DateTime(2026, 3, 1, 9, 0, 0, DateTimeKind.Utc);
        await using var db = world.Open();
        var reports = new SafeguardingService(db, new ChildAccess(db), new PolicyStore(db));
        var id = await reports.ReportAsync(world.As(world.Worker), maya, new SafeguardingInput(Guid.NewGuid(), "You came in with a burn on your wrist and are with Nia Price.", world.Now));
        await reports.AcknowledgeAsync(world.As(world.Manager), id);
        await reports.WithdrawAsync(world.As(world.Worker), maya, id, "It was paint and washed off");
        await reports.ReportAsync(world.As(world.Worker), leo, new SafeguardingInput(Guid.NewGuid(), $"{Sibling} was seen by the road alone.", world.Now));
    }

    private RecordingInput Visit()
    {
        var input = Inputs.Visit(new DateTime(2025, 12, 20, 15, 10, 0, DateTimeKind.Utc), maya, leo);
        var content = Inputs.Content(
            ("title", "The shelf you painted"),
            ("reason", "Planned visit after half term"),
            ("place", "At home"),
            ("purpose", "To see how home is"),
            ("facts", "You opened the door yourself.\nMum made tea. [[opinion: Dorota Wójcik|the new shifts are better]] and [[third party: Ms Lee, school|you were early all week]].\n\n- the window closes\n- the lamp works\n\n> somebody’s shared words"));
        content.Participants.Add(new Participant(null, "Ann Lee", "Family support worker", Attendance.Interviewed));
        content.Actions.Add(new ActionItem("Ring the school about the walk home", "Ellie Marsh", new DateOnly(2025, 12, 23)));
        var mine = Inputs.Seen();
        mine.Fields["views"] = "You told me about the cat.\n> I like it when Mum is at the gate\nYou said ==it took two days==.";
        mine.Fields["analysis"] = "[[sensitive|You wet the bed again.]] [[judgement|I think that you are safer.]]";
        var his = new ChildContent { Seen = true, Alone = true, Interviewed = true, Bedroom = Bedroom.Yes, Fields = Inputs.Fields([.. Inputs.Seen().Fields.Keys.Select(k => (k, $"{Sibling} {k}"))]) };
        return input with { EndTime = new TimeOnly(16, 25), Content = content with { Interpreter = new Interpreter("Eva Novak", InterpreterKind.Contracted) }, Children = new Dictionary<int, ChildContent> { [maya] = mine, [leo] = his } };
    }

    private RecordingInput Call(string title, DateTime at) =>
        Inputs.Call(at, maya) with { Content = Inputs.Content(("title", title), ("reason", "To hear how lunch went"), ("facts", $"Text of “{title}”.")) };

    private RecordingInput NotSeen(long visit)
    {
        var input = Inputs.Visit(new DateTime(2026, 1, 20, 16, 0, 0, DateTimeKind.Utc), maya);
        var content = Inputs.Content(("title", "Nobody came to the door"), ("reason", "Planned visit"), ("place", "At home"), ("purpose", "To see you"), ("facts", $"As in [[entry:{visit}]] and [[entry:99999]]."));
        content.Participants.Clear();
        return input with { Content = content with { NobodyPresent = true }, Children = new Dictionary<int, ChildContent> { [maya] = Inputs.NotSeen() } };
    }

    private RecordingInput Decision() => new()
    {
        Kind = RecordingKind.Decision,
        Date = new DateOnly(2026, 2, 10),
        StartTime = new TimeOnly(10, 0),
        Content = Inputs.Content(("title", "Where you will sleep"), ("reason", "Change of placement"), ("decision", "You will stay with your grandfather."), ("options", "Staying at home was looked at."), ("reasons", "The nights were not safe.")) with { DecisionKind = DecisionKind.Placement },
        Children = new Dictionary<int, ChildContent> { [maya] = new() { Fields = Inputs.Fields(("childViews", "You would rather be with Grandad."), ("parentViews", "Mum agrees for now."), ("wordsToChild", "Maya, you can sleep at Grandad’s until we are sure that nights are quiet.")) } },
    };

    private RecordingInput Summary() => new()
    {
        Kind = RecordingKind.CaseNoteSummary,
        Date = new DateOnly(2026, 2, 15),
        StartTime = new TimeOnly(9, 0),
        Content = Inputs.Content(("title", ""), ("reason", "")),
        Children = new Dictionary<int, ChildContent> { [maya] = new() { Fields = Inputs.Fields(("penPicture", "You paint shelves."), ("importantPeople", "Grandad."), ("situation", "You sleep at Grandad’s."), ("worries", "Nights."), ("whatHelps", "Being asked."), ("safetyPlan", "Ring Grandad.")) } },
    };

    private async Task<long> RecordAsync(Guid author, RecordingInput input, int hoursLater, bool finalise = true)
    {
        world.Clock.NowUtc = input.Date!.Value.ToDateTime(input.EndTime ?? input.StartTime!.Value, DateTimeKind.Utc).AddHours(hoursLater);
        return await world.RecordAsync(author, input, finalise);
    }

    private async Task AmendAsync(long id, AmendmentInput input)
    {
        await using var db = world.Open();
        var opened = await db.Recordings.Where(r => r.Id == id).Select(r => r.Version).SingleAsync();
        await world.Recordings(db).AmendAsync(world.As(world.Worker), id, opened, input);
    }

    private async Task WriteAsync()
    {
        var officer = await world.AddStaffAsync("Hana Okafor", Role.InformationGovernance);
        await using var db = world.Open();
        var request = await new DisclosureService(db, new ChildAccess(db), new PolicyStore(db))
            .ReceiveAsync(world.As(officer), maya, new RequestInput("Maya Ellis-Wójcik", "the person herself", new DateOnly(2026, 3, 2)));
        var reader = new RecordReader(db, new TimelineQuery(db));
        var record = await reader.FrontAsync(request, world.Now);
        var entries = new List<DisclosedEntry>();
        await foreach (var entry in reader.EntriesAsync(record)) entries.Add(entry);
        Entries = entries;
        await using var output = new FileStream(file, FileMode.CreateNew);
        Written = await new RecordPdf().WriteAsync(record, reader.EntriesAsync(record), new DocumentFrame("Northtown Council", world.Now), output, _ => Task.CompletedTask, default);
    }
}
