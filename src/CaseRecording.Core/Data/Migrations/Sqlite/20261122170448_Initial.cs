using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CaseRecording.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "AuditEvents",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ChainId = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    AtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    StaffId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Action = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ChildId = table.Column<int>(type: "INTEGER", nullable: true),
                    RecordingId = table.Column<long>(type: "INTEGER", nullable: true),
                    Subject = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    Relation = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    Origin = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    CorrelationId = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Before = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    After = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    PreviousHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditEvents", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "AuditHeads",
                columns: table => new
                {
                    ChainId = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    Hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditHeads", x => x.ChainId);
                });

            migrationBuilder.CreateTable(
                name: "DataProtectionKeys",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    FriendlyName = table.Column<string>(type: "TEXT", maxLength: 450, nullable: false),
                    Xml = table.Column<string>(type: "TEXT", maxLength: 8000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DataProtectionKeys", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "LeftAdvice",
                columns: table => new
                {
                    DraftId = table.Column<Guid>(type: "TEXT", nullable: false),
                    StaffId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    AtUtc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LeftAdvice", x => new { x.DraftId, x.StaffId, x.Key });
                });

            migrationBuilder.CreateTable(
                name: "People",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    FullName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    JobTitle = table.Column<string>(type: "TEXT", maxLength: 450, nullable: true),
                    Organisation = table.Column<string>(type: "TEXT", maxLength: 450, nullable: true),
                    IsProfessional = table.Column<bool>(type: "INTEGER", nullable: false),
                    Telephone = table.Column<string>(type: "TEXT", maxLength: 450, nullable: true),
                    Email = table.Column<string>(type: "TEXT", maxLength: 450, nullable: true),
                    OwnRecordId = table.Column<int>(type: "INTEGER", nullable: true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_People", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PolicyChanges",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Key = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Value = table.Column<string>(type: "TEXT", maxLength: 450, nullable: false),
                    EffectiveFrom = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    ChangedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    ChangedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PolicyChanges", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Sessions",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    StaffId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Ticket = table.Column<byte[]>(type: "BLOB", nullable: false),
                    CreatedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    LastActivityAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Sessions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Staff",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    DisplayName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    DisabledAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    MustChangePassword = table.Column<bool>(type: "INTEGER", nullable: false),
                    PasswordSetAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    UserName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    NormalizedUserName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    Email = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    NormalizedEmail = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    EmailConfirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    PasswordHash = table.Column<string>(type: "TEXT", maxLength: 450, nullable: true),
                    SecurityStamp = table.Column<string>(type: "TEXT", maxLength: 450, nullable: true),
                    ConcurrencyStamp = table.Column<string>(type: "TEXT", maxLength: 450, nullable: true),
                    PhoneNumber = table.Column<string>(type: "TEXT", maxLength: 450, nullable: true),
                    PhoneNumberConfirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    TwoFactorEnabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    LockoutEnd = table.Column<DateTime>(type: "TEXT", nullable: true),
                    LockoutEnabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    AccessFailedCount = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Staff", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Teams",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    ManagerId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Teams", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "WordListChanges",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Expression = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    Instead = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Explanation = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Removed = table.Column<bool>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    ChangedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    ChangedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WordListChanges", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "AspNetUserClaims",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ClaimType = table.Column<string>(type: "TEXT", maxLength: 450, nullable: true),
                    ClaimValue = table.Column<string>(type: "TEXT", maxLength: 450, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUserClaims", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AspNetUserClaims_Staff_UserId",
                        column: x => x.UserId,
                        principalTable: "Staff",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "AspNetUserLogins",
                columns: table => new
                {
                    LoginProvider = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    ProviderKey = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    ProviderDisplayName = table.Column<string>(type: "TEXT", maxLength: 450, nullable: true),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUserLogins", x => new { x.LoginProvider, x.ProviderKey });
                    table.ForeignKey(
                        name: "FK_AspNetUserLogins_Staff_UserId",
                        column: x => x.UserId,
                        principalTable: "Staff",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "AspNetUserTokens",
                columns: table => new
                {
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    LoginProvider = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    Value = table.Column<string>(type: "TEXT", maxLength: 450, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUserTokens", x => new { x.UserId, x.LoginProvider, x.Name });
                    table.ForeignKey(
                        name: "FK_AspNetUserTokens_Staff_UserId",
                        column: x => x.UserId,
                        principalTable: "Staff",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "FormVersions",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Intro = table.Column<string>(type: "TEXT", maxLength: 600, nullable: false),
                    Hints = table.Column<string>(type: "TEXT", nullable: false),
                    Changed = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    ProposedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    ProposedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    DecidedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    ApprovedOutsideBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    DecidedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    DecisionReason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FormVersions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_FormVersions_Staff_DecidedById",
                        column: x => x.DecidedById,
                        principalTable: "Staff",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_FormVersions_Staff_ProposedById",
                        column: x => x.ProposedById,
                        principalTable: "Staff",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "OutgoingMails",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ToId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Link = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    MadeAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    NextAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    SentAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OutgoingMails", x => x.Id);
                    table.ForeignKey(
                        name: "FK_OutgoingMails_Staff_ToId",
                        column: x => x.ToId,
                        principalTable: "Staff",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "Recordings",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ContactType = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    VisitType = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    ReviewType = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    AuthorId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MadeById = table.Column<Guid>(type: "TEXT", nullable: false),
                    OccurredAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    EndedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    WrittenAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    WriteDueAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    FinalisedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    FinaliseDueAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    WrittenLate = table.Column<bool>(type: "INTEGER", nullable: false),
                    FinalisedLate = table.Column<bool>(type: "INTEGER", nullable: false),
                    LateReason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    HistoryReason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    IsSignificant = table.Column<bool>(type: "INTEGER", nullable: false),
                    InChronology = table.Column<bool>(type: "INTEGER", nullable: false),
                    WasPlanned = table.Column<bool>(type: "INTEGER", nullable: false),
                    SharedWithFamily = table.Column<bool>(type: "INTEGER", nullable: false),
                    ConsentObtained = table.Column<bool>(type: "INTEGER", nullable: false),
                    StatusSaidWrong = table.Column<bool>(type: "INTEGER", nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 250, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 250, nullable: false),
                    NeedsSignOff = table.Column<bool>(type: "INTEGER", nullable: false),
                    ReturnedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ReturnedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    ReturnReason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    SignedOffAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    SignedOffById = table.Column<Guid>(type: "TEXT", nullable: true),
                    UnmetPoints = table.Column<int>(type: "INTEGER", nullable: false),
                    CurrentVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    FinalVersion = table.Column<int>(type: "INTEGER", nullable: true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Recordings", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Recordings_Staff_AuthorId",
                        column: x => x.AuthorId,
                        principalTable: "Staff",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "StaffRoles",
                columns: table => new
                {
                    StaffId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Role = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StaffRoles", x => new { x.StaffId, x.Role });
                    table.ForeignKey(
                        name: "FK_StaffRoles_Staff_StaffId",
                        column: x => x.StaffId,
                        principalTable: "Staff",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "Children",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    FullName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    KnownAs = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Pronouns = table.Column<string>(type: "TEXT", maxLength: 450, nullable: true),
                    BirthDate = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    BirthDateKind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    EstimateReason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    SpellingDocument = table.Column<string>(type: "TEXT", maxLength: 450, nullable: true),
                    SpellingSeenBy = table.Column<string>(type: "TEXT", maxLength: 450, nullable: true),
                    SpellingSeenOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    FirstContactAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    OpenedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ClosedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ReopenedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    IsRestricted = table.Column<bool>(type: "INTEGER", nullable: false),
                    Alerts = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    TeamId = table.Column<int>(type: "INTEGER", nullable: true),
                    WorkerId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ReviewingOfficerId = table.Column<Guid>(type: "TEXT", nullable: true),
                    LastSeenAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    LastSeenAloneAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    LastCountedVisitAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    NextVisitDueOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    SummaryReviewedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    SignificantChangeAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    SummaryDueOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ProgressSummaryDueOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    SupervisionDueOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ReviewDueOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ReviewDue = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Children", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Children_Staff_WorkerId",
                        column: x => x.WorkerId,
                        principalTable: "Staff",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_Children_Teams_TeamId",
                        column: x => x.TeamId,
                        principalTable: "Teams",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "Delegations",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    TeamId = table.Column<int>(type: "INTEGER", nullable: false),
                    FromId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ToId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SignOff = table.Column<bool>(type: "INTEGER", nullable: false),
                    Decisions = table.Column<bool>(type: "INTEGER", nullable: false),
                    FromUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    UntilUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    MadeAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    EndedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    EndedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Delegations", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Delegations_Staff_FromId",
                        column: x => x.FromId,
                        principalTable: "Staff",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_Delegations_Staff_ToId",
                        column: x => x.ToId,
                        principalTable: "Staff",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_Delegations_Teams_TeamId",
                        column: x => x.TeamId,
                        principalTable: "Teams",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "ReadyTexts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    OwnerId = table.Column<Guid>(type: "TEXT", nullable: true),
                    TeamId = table.Column<int>(type: "INTEGER", nullable: true),
                    Use = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Texts = table.Column<string>(type: "TEXT", nullable: false),
                    EarlierLines = table.Column<string>(type: "TEXT", nullable: false),
                    RetiredAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReadyTexts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ReadyTexts_Staff_OwnerId",
                        column: x => x.OwnerId,
                        principalTable: "Staff",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_ReadyTexts_Teams_TeamId",
                        column: x => x.TeamId,
                        principalTable: "Teams",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "RecordSamples",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Key = table.Column<Guid>(type: "TEXT", nullable: false),
                    TeamId = table.Column<int>(type: "INTEGER", nullable: true),
                    DrawnById = table.Column<Guid>(type: "TEXT", nullable: false),
                    DrawnAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Seed = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Method = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Size = table.Column<int>(type: "INTEGER", nullable: false),
                    Frame = table.Column<string>(type: "TEXT", nullable: false),
                    FrameSize = table.Column<int>(type: "INTEGER", nullable: false),
                    FrameHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RecordSamples", x => x.Id);
                    table.ForeignKey(
                        name: "FK_RecordSamples_Staff_DrawnById",
                        column: x => x.DrawnById,
                        principalTable: "Staff",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_RecordSamples_Teams_TeamId",
                        column: x => x.TeamId,
                        principalTable: "Teams",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "TeamMembers",
                columns: table => new
                {
                    StaffId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TeamId = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TeamMembers", x => new { x.StaffId, x.TeamId });
                    table.ForeignKey(
                        name: "FK_TeamMembers_Staff_StaffId",
                        column: x => x.StaffId,
                        principalTable: "Staff",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_TeamMembers_Teams_TeamId",
                        column: x => x.TeamId,
                        principalTable: "Teams",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "Amendments",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    RecordingId = table.Column<long>(type: "INTEGER", nullable: false),
                    AuthorId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    ChildId = table.Column<int>(type: "INTEGER", nullable: true),
                    CorrectedUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    EarlierUtc = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Amendments", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Amendments_Recordings_RecordingId",
                        column: x => x.RecordingId,
                        principalTable: "Recordings",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "RecordingParticipants",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    RecordingId = table.Column<long>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<int>(type: "INTEGER", nullable: true),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Role = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Attendance = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RecordingParticipants", x => x.Id);
                    table.ForeignKey(
                        name: "FK_RecordingParticipants_Recordings_RecordingId",
                        column: x => x.RecordingId,
                        principalTable: "Recordings",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "RecordingVersions",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    RecordingId = table.Column<long>(type: "INTEGER", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    SavedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    SavedById = table.Column<Guid>(type: "TEXT", nullable: false),
                    FormVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    Content = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RecordingVersions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_RecordingVersions_Recordings_RecordingId",
                        column: x => x.RecordingId,
                        principalTable: "Recordings",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "AccessGrants",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    StaffId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ChildId = table.Column<int>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    GrantedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ExpiresAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AccessGrants", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AccessGrants_Children_ChildId",
                        column: x => x.ChildId,
                        principalTable: "Children",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "AccessRequests",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ChildId = table.Column<int>(type: "INTEGER", nullable: false),
                    RequesterName = table.Column<string>(type: "TEXT", maxLength: 450, nullable: false),
                    RequesterRelationship = table.Column<string>(type: "TEXT", maxLength: 450, nullable: false),
                    ReceivedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    DueOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    RecordedById = table.Column<Guid>(type: "TEXT", nullable: false),
                    ClosedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AccessRequests", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AccessRequests_Children_ChildId",
                        column: x => x.ChildId,
                        principalTable: "Children",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "Alerts",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ChildId = table.Column<int>(type: "INTEGER", nullable: false),
                    TeamId = table.Column<int>(type: "INTEGER", nullable: true),
                    CausedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    RecordingId = table.Column<long>(type: "INTEGER", nullable: true),
                    OtherChildId = table.Column<int>(type: "INTEGER", nullable: true),
                    Message = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    RaisedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    AcknowledgedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    AcknowledgedById = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Alerts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Alerts_Children_ChildId",
                        column: x => x.ChildId,
                        principalTable: "Children",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_Alerts_Children_OtherChildId",
                        column: x => x.OtherChildId,
                        principalTable: "Children",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "Allocations",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ChildId = table.Column<int>(type: "INTEGER", nullable: false),
                    TeamId = table.Column<int>(type: "INTEGER", nullable: false),
                    WorkerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    FromUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ToUtc = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Allocations", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Allocations_Children_ChildId",
                        column: x => x.ChildId,
                        principalTable: "Children",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "ChildNames",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ChildId = table.Column<int>(type: "INTEGER", nullable: false),
                    Part = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Sound = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ChildNames", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ChildNames_Children_ChildId",
                        column: x => x.ChildId,
                        principalTable: "Children",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "ChildPeople",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ChildId = table.Column<int>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<int>(type: "INTEGER", nullable: false),
                    Relationship = table.Column<string>(type: "TEXT", maxLength: 450, nullable: false),
                    HasParentalResponsibility = table.Column<bool>(type: "INTEGER", nullable: false),
                    InHouseholdFrom = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    InHouseholdTo = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    IsImportant = table.Column<bool>(type: "INTEGER", nullable: false),
                    IsKeyContact = table.Column<bool>(type: "INTEGER", nullable: false),
                    MaySpendTime = table.Column<bool>(type: "INTEGER", nullable: false),
                    TimeTogether = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ChildPeople", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ChildPeople_Children_ChildId",
                        column: x => x.ChildId,
                        principalTable: "Children",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_ChildPeople_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "Closures",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ChildId = table.Column<int>(type: "INTEGER", nullable: false),
                    ClosedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ClosedById = table.Column<Guid>(type: "TEXT", nullable: false),
                    RecordingId = table.Column<long>(type: "INTEGER", nullable: true),
                    NoSummary = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    Explanation = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    ReopenedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ReopenedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    ReopenReason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Closures", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Closures_Children_ChildId",
                        column: x => x.ChildId,
                        principalTable: "Children",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_Closures_Recordings_RecordingId",
                        column: x => x.RecordingId,
                        principalTable: "Recordings",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_Closures_Staff_ClosedById",
                        column: x => x.ClosedById,
                        principalTable: "Staff",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "Conflicts",
                columns: table => new
                {
                    ChildId = table.Column<int>(type: "INTEGER", nullable: false),
                    StaffId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    DeclaredAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Conflicts", x => new { x.ChildId, x.StaffId });
                    table.ForeignKey(
                        name: "FK_Conflicts_Children_ChildId",
                        column: x => x.ChildId,
                        principalTable: "Children",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "Corrections",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ChildId = table.Column<int>(type: "INTEGER", nullable: false),
                    RecordingId = table.Column<long>(type: "INTEGER", nullable: true),
                    From = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Relationship = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ReceivedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    DueOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Statement = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    TakenById = table.Column<Guid>(type: "TEXT", nullable: false),
                    TakenAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Outcome = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    OutcomeReason = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    DecidedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    DecidedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Corrections", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Corrections_Children_ChildId",
                        column: x => x.ChildId,
                        principalTable: "Children",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_Corrections_Recordings_RecordingId",
                        column: x => x.RecordingId,
                        principalTable: "Recordings",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_Corrections_Staff_TakenById",
                        column: x => x.TakenById,
                        principalTable: "Staff",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "Details",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ChildId = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Value = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    IsProtected = table.Column<bool>(type: "INTEGER", nullable: false),
                    RecordedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    RecordedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Details", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Details_Children_ChildId",
                        column: x => x.ChildId,
                        principalTable: "Children",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "Drafts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    AuthorId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ChildId = table.Column<int>(type: "INTEGER", nullable: false),
                    Form = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    RecordingId = table.Column<long>(type: "INTEGER", nullable: true),
                    Fields = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    EventAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    CreatedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    SavedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    FinishedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Discarded = table.Column<bool>(type: "INTEGER", nullable: false),
                    BegunById = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Drafts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Drafts_Children_ChildId",
                        column: x => x.ChildId,
                        principalTable: "Children",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "EntryReturns",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    RecordingId = table.Column<long>(type: "INTEGER", nullable: false),
                    AtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ById = table.Column<Guid>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    Field = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    Passage = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    ChildId = table.Column<int>(type: "INTEGER", nullable: true),
                    OfVersion = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EntryReturns", x => x.Id);
                    table.ForeignKey(
                        name: "FK_EntryReturns_Children_ChildId",
                        column: x => x.ChildId,
                        principalTable: "Children",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_EntryReturns_Recordings_RecordingId",
                        column: x => x.RecordingId,
                        principalTable: "Recordings",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "EntrySignOffs",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    RecordingId = table.Column<long>(type: "INTEGER", nullable: false),
                    AtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ById = table.Column<Guid>(type: "TEXT", nullable: false),
                    OfVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    ChildId = table.Column<int>(type: "INTEGER", nullable: true),
                    Points = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EntrySignOffs", x => x.Id);
                    table.ForeignKey(
                        name: "FK_EntrySignOffs_Children_ChildId",
                        column: x => x.ChildId,
                        principalTable: "Children",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_EntrySignOffs_Recordings_RecordingId",
                        column: x => x.RecordingId,
                        principalTable: "Recordings",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "GoodExamples",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Field = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Points = table.Column<int>(type: "INTEGER", maxLength: 40, nullable: false),
                    Why = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Replacements = table.Column<string>(type: "TEXT", nullable: false),
                    ChildId = table.Column<int>(type: "INTEGER", nullable: false),
                    RecordingId = table.Column<long>(type: "INTEGER", nullable: false),
                    SourceVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    Passage = table.Column<string>(type: "TEXT", nullable: true),
                    ProposedById = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProposedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    CheckedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    PublishedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    SentBackReason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    WithdrawnReason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_GoodExamples", x => x.Id);
                    table.ForeignKey(
                        name: "FK_GoodExamples_Children_ChildId",
                        column: x => x.ChildId,
                        principalTable: "Children",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_GoodExamples_Recordings_RecordingId",
                        column: x => x.RecordingId,
                        principalTable: "Recordings",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_GoodExamples_Staff_CheckedById",
                        column: x => x.CheckedById,
                        principalTable: "Staff",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_GoodExamples_Staff_ProposedById",
                        column: x => x.ProposedById,
                        principalTable: "Staff",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "Identifiers",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ChildId = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Value = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    SearchKey = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Identifiers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Identifiers_Children_ChildId",
                        column: x => x.ChildId,
                        principalTable: "Children",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "Plans",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Key = table.Column<Guid>(type: "TEXT", nullable: false),
                    ChildId = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    StartedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Identity = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    BegunAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    BegunById = table.Column<Guid>(type: "TEXT", nullable: false),
                    EndedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    EndReason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Plans", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Plans_Children_ChildId",
                        column: x => x.ChildId,
                        principalTable: "Children",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_Plans_Staff_BegunById",
                        column: x => x.BegunById,
                        principalTable: "Staff",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "RecordingChildren",
                columns: table => new
                {
                    RecordingId = table.Column<long>(type: "INTEGER", nullable: false),
                    ChildId = table.Column<int>(type: "INTEGER", nullable: false),
                    OccurredAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Seen = table.Column<bool>(type: "INTEGER", nullable: true),
                    Alone = table.Column<bool>(type: "INTEGER", nullable: true),
                    Bedroom = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    ChildMissing = table.Column<bool>(type: "INTEGER", nullable: false),
                    NotByAllocatedWorker = table.Column<bool>(type: "INTEGER", nullable: false),
                    TypeDoesNotFit = table.Column<bool>(type: "INTEGER", nullable: false),
                    Plan = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    DueOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    PastDue = table.Column<bool>(type: "INTEGER", nullable: false),
                    NeedsOversight = table.Column<bool>(type: "INTEGER", nullable: false),
                    TellsOfPlan = table.Column<bool>(type: "INTEGER", nullable: false),
                    SafeguardingReportedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    SafeguardingDueAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    SafeguardingWrittenAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RecordingChildren", x => new { x.RecordingId, x.ChildId });
                    table.ForeignKey(
                        name: "FK_RecordingChildren_Children_ChildId",
                        column: x => x.ChildId,
                        principalTable: "Children",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_RecordingChildren_Recordings_RecordingId",
                        column: x => x.RecordingId,
                        principalTable: "Recordings",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "RecordingMoves",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    RecordingId = table.Column<long>(type: "INTEGER", nullable: false),
                    FromChildId = table.Column<int>(type: "INTEGER", nullable: false),
                    ToChildId = table.Column<int>(type: "INTEGER", nullable: false),
                    OccurredAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    AtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ById = table.Column<Guid>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    HistoryReason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RecordingMoves", x => x.Id);
                    table.ForeignKey(
                        name: "FK_RecordingMoves_Children_FromChildId",
                        column: x => x.FromChildId,
                        principalTable: "Children",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_RecordingMoves_Children_ToChildId",
                        column: x => x.ToChildId,
                        principalTable: "Children",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_RecordingMoves_Recordings_RecordingId",
                        column: x => x.RecordingId,
                        principalTable: "Recordings",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_RecordingMoves_Staff_ById",
                        column: x => x.ById,
                        principalTable: "Staff",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "RestrictedReaders",
                columns: table => new
                {
                    ChildId = table.Column<int>(type: "INTEGER", nullable: false),
                    StaffId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RestrictedReaders", x => new { x.ChildId, x.StaffId });
                    table.ForeignKey(
                        name: "FK_RestrictedReaders_Children_ChildId",
                        column: x => x.ChildId,
                        principalTable: "Children",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "SafeguardingReports",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Key = table.Column<Guid>(type: "TEXT", nullable: false),
                    ChildId = table.Column<int>(type: "INTEGER", nullable: false),
                    TeamId = table.Column<int>(type: "INTEGER", nullable: true),
                    Sentence = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    HappenedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    DueAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ReportedById = table.Column<Guid>(type: "TEXT", nullable: false),
                    ReportedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    RecordingId = table.Column<long>(type: "INTEGER", nullable: true),
                    WrittenAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    AcknowledgedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    AcknowledgedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    WithdrawnAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    WithdrawnById = table.Column<Guid>(type: "TEXT", nullable: true),
                    WithdrawnReason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SafeguardingReports", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SafeguardingReports_Children_ChildId",
                        column: x => x.ChildId,
                        principalTable: "Children",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_SafeguardingReports_Recordings_RecordingId",
                        column: x => x.RecordingId,
                        principalTable: "Recordings",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_SafeguardingReports_Staff_ReportedById",
                        column: x => x.ReportedById,
                        principalTable: "Staff",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_SafeguardingReports_Teams_TeamId",
                        column: x => x.TeamId,
                        principalTable: "Teams",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "Statuses",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ChildId = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Arrangement = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    FirstReviewOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    AgreedIntervalDays = table.Column<int>(type: "INTEGER", nullable: true),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Statuses", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Statuses_Children_ChildId",
                        column: x => x.ChildId,
                        principalTable: "Children",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "SummaryReviews",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ChildId = table.Column<int>(type: "INTEGER", nullable: false),
                    AtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ById = table.Column<Guid>(type: "TEXT", nullable: false),
                    ChangedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Sentence = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    RecordingId = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SummaryReviews", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SummaryReviews_Children_ChildId",
                        column: x => x.ChildId,
                        principalTable: "Children",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "Transfers",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ChildId = table.Column<int>(type: "INTEGER", nullable: false),
                    AtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ById = table.Column<Guid>(type: "TEXT", nullable: false),
                    FromTeamId = table.Column<int>(type: "INTEGER", nullable: false),
                    FromWorkerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ToTeamId = table.Column<int>(type: "INTEGER", nullable: false),
                    ToWorkerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    RecordingId = table.Column<long>(type: "INTEGER", nullable: true),
                    AcknowledgedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Transfers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Transfers_Children_ChildId",
                        column: x => x.ChildId,
                        principalTable: "Children",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_Transfers_Recordings_RecordingId",
                        column: x => x.RecordingId,
                        principalTable: "Recordings",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_Transfers_Staff_FromWorkerId",
                        column: x => x.FromWorkerId,
                        principalTable: "Staff",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_Transfers_Staff_ToWorkerId",
                        column: x => x.ToWorkerId,
                        principalTable: "Staff",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_Transfers_Teams_FromTeamId",
                        column: x => x.FromTeamId,
                        principalTable: "Teams",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_Transfers_Teams_ToTeamId",
                        column: x => x.ToTeamId,
                        principalTable: "Teams",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "RecordAudits",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    SampleId = table.Column<int>(type: "INTEGER", nullable: false),
                    ChildId = table.Column<int>(type: "INTEGER", nullable: false),
                    Place = table.Column<int>(type: "INTEGER", nullable: false),
                    AuditorId = table.Column<Guid>(type: "TEXT", nullable: true),
                    DueOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    DraftId = table.Column<Guid>(type: "TEXT", nullable: false),
                    FinishedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RecordAudits", x => x.Id);
                    table.ForeignKey(
                        name: "FK_RecordAudits_Children_ChildId",
                        column: x => x.ChildId,
                        principalTable: "Children",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_RecordAudits_RecordSamples_SampleId",
                        column: x => x.SampleId,
                        principalTable: "RecordSamples",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_RecordAudits_Staff_AuditorId",
                        column: x => x.AuditorId,
                        principalTable: "Staff",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "RecordingChildVersions",
                columns: table => new
                {
                    RecordingVersionId = table.Column<long>(type: "INTEGER", nullable: false),
                    ChildId = table.Column<int>(type: "INTEGER", nullable: false),
                    Content = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RecordingChildVersions", x => new { x.RecordingVersionId, x.ChildId });
                    table.ForeignKey(
                        name: "FK_RecordingChildVersions_RecordingVersions_RecordingVersionId",
                        column: x => x.RecordingVersionId,
                        principalTable: "RecordingVersions",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "Exports",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    RequestId = table.Column<int>(type: "INTEGER", nullable: false),
                    ChildId = table.Column<int>(type: "INTEGER", nullable: false),
                    AskedById = table.Column<Guid>(type: "TEXT", nullable: false),
                    AskedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Done = table.Column<int>(type: "INTEGER", nullable: false),
                    Total = table.Column<int>(type: "INTEGER", nullable: false),
                    Pages = table.Column<int>(type: "INTEGER", nullable: true),
                    Size = table.Column<long>(type: "INTEGER", nullable: true),
                    LeaseUntilUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Exports", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Exports_AccessRequests_RequestId",
                        column: x => x.RequestId,
                        principalTable: "AccessRequests",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "HouseholdStay",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ChildPersonId = table.Column<int>(type: "INTEGER", nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HouseholdStay", x => x.Id);
                    table.ForeignKey(
                        name: "FK_HouseholdStay_ChildPeople_ChildPersonId",
                        column: x => x.ChildPersonId,
                        principalTable: "ChildPeople",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "CorrectionSteps",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    CorrectionId = table.Column<int>(type: "INTEGER", nullable: false),
                    On = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    ById = table.Column<Guid>(type: "TEXT", nullable: false),
                    AtUtc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CorrectionSteps", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CorrectionSteps_Corrections_CorrectionId",
                        column: x => x.CorrectionId,
                        principalTable: "Corrections",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "PlanGoals",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Key = table.Column<Guid>(type: "TEXT", nullable: false),
                    PlanId = table.Column<int>(type: "INTEGER", nullable: false),
                    ChildId = table.Column<int>(type: "INTEGER", nullable: false),
                    What = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    Measure = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    Owner = table.Column<string>(type: "TEXT", maxLength: 450, nullable: false),
                    OwnerPersonId = table.Column<int>(type: "INTEGER", nullable: true),
                    OwnerStaffId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Agreed = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    Disagreed = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    DueOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    EndedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    EndReason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PlanGoals", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PlanGoals_Children_ChildId",
                        column: x => x.ChildId,
                        principalTable: "Children",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_PlanGoals_People_OwnerPersonId",
                        column: x => x.OwnerPersonId,
                        principalTable: "People",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_PlanGoals_Plans_PlanId",
                        column: x => x.PlanId,
                        principalTable: "Plans",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_PlanGoals_Staff_OwnerStaffId",
                        column: x => x.OwnerStaffId,
                        principalTable: "Staff",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "RecordingCauses",
                columns: table => new
                {
                    RecordingId = table.Column<long>(type: "INTEGER", nullable: false),
                    ChildId = table.Column<int>(type: "INTEGER", nullable: false),
                    CauseId = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RecordingCauses", x => new { x.RecordingId, x.ChildId, x.CauseId });
                    table.ForeignKey(
                        name: "FK_RecordingCauses_RecordingChildren_RecordingId_ChildId",
                        columns: x => new { x.RecordingId, x.ChildId },
                        principalTable: "RecordingChildren",
                        principalColumns: new[] { "RecordingId", "ChildId" });
                    table.ForeignKey(
                        name: "FK_RecordingCauses_Recordings_CauseId",
                        column: x => x.CauseId,
                        principalTable: "Recordings",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "AuditFindings",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    AuditId = table.Column<int>(type: "INTEGER", nullable: false),
                    ById = table.Column<Guid>(type: "TEXT", nullable: false),
                    AtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Points = table.Column<string>(type: "TEXT", nullable: false),
                    Strengths = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    Outcome = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditFindings", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AuditFindings_RecordAudits_AuditId",
                        column: x => x.AuditId,
                        principalTable: "RecordAudits",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_AuditFindings_Staff_ById",
                        column: x => x.ById,
                        principalTable: "Staff",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "RemedialActions",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    AuditId = table.Column<int>(type: "INTEGER", nullable: false),
                    ChildId = table.Column<int>(type: "INTEGER", nullable: false),
                    What = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    OwnerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    DueOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    DoneAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    DoneById = table.Column<Guid>(type: "TEXT", nullable: true),
                    ConfirmedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Events = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RemedialActions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_RemedialActions_Children_ChildId",
                        column: x => x.ChildId,
                        principalTable: "Children",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_RemedialActions_RecordAudits_AuditId",
                        column: x => x.AuditId,
                        principalTable: "RecordAudits",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_RemedialActions_Staff_OwnerId",
                        column: x => x.OwnerId,
                        principalTable: "Staff",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "PassagePrints",
                columns: table => new
                {
                    RecordingVersionId = table.Column<long>(type: "INTEGER", nullable: false),
                    ChildId = table.Column<int>(type: "INTEGER", nullable: false),
                    Hash = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PassagePrints", x => new { x.RecordingVersionId, x.ChildId, x.Hash });
                    table.ForeignKey(
                        name: "FK_PassagePrints_RecordingChildVersions_RecordingVersionId_ChildId",
                        columns: x => new { x.RecordingVersionId, x.ChildId },
                        principalTable: "RecordingChildVersions",
                        principalColumns: new[] { "RecordingVersionId", "ChildId" });
                });

            migrationBuilder.CreateTable(
                name: "GoalEntries",
                columns: table => new
                {
                    GoalId = table.Column<int>(type: "INTEGER", nullable: false),
                    RecordingId = table.Column<long>(type: "INTEGER", nullable: false),
                    ChildId = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_GoalEntries", x => new { x.GoalId, x.RecordingId });
                    table.ForeignKey(
                        name: "FK_GoalEntries_Children_ChildId",
                        column: x => x.ChildId,
                        principalTable: "Children",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_GoalEntries_PlanGoals_GoalId",
                        column: x => x.GoalId,
                        principalTable: "PlanGoals",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_GoalEntries_Recordings_RecordingId",
                        column: x => x.RecordingId,
                        principalTable: "Recordings",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "PlanSteps",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Key = table.Column<Guid>(type: "TEXT", nullable: false),
                    GoalId = table.Column<int>(type: "INTEGER", nullable: false),
                    ChildId = table.Column<int>(type: "INTEGER", nullable: false),
                    What = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    Owner = table.Column<string>(type: "TEXT", maxLength: 450, nullable: false),
                    OwnerPersonId = table.Column<int>(type: "INTEGER", nullable: true),
                    OwnerStaffId = table.Column<Guid>(type: "TEXT", nullable: true),
                    DueOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ClosedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ClosedNote = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PlanSteps", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PlanSteps_Children_ChildId",
                        column: x => x.ChildId,
                        principalTable: "Children",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_PlanSteps_People_OwnerPersonId",
                        column: x => x.OwnerPersonId,
                        principalTable: "People",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_PlanSteps_PlanGoals_GoalId",
                        column: x => x.GoalId,
                        principalTable: "PlanGoals",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_PlanSteps_Staff_OwnerStaffId",
                        column: x => x.OwnerStaffId,
                        principalTable: "Staff",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "Tasks",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    RecordingId = table.Column<long>(type: "INTEGER", nullable: false),
                    ChildId = table.Column<int>(type: "INTEGER", nullable: true),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    AuthorId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Owner = table.Column<string>(type: "TEXT", maxLength: 450, nullable: false),
                    OwnerId = table.Column<Guid>(type: "TEXT", nullable: true),
                    DueOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    GoalId = table.Column<int>(type: "INTEGER", nullable: true),
                    DoneAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    DoneById = table.Column<Guid>(type: "TEXT", nullable: true),
                    DoneNote = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    DoneInId = table.Column<long>(type: "INTEGER", nullable: true),
                    WithdrawnAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Tasks", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Tasks_Children_ChildId",
                        column: x => x.ChildId,
                        principalTable: "Children",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_Tasks_PlanGoals_GoalId",
                        column: x => x.GoalId,
                        principalTable: "PlanGoals",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_Tasks_Recordings_DoneInId",
                        column: x => x.DoneInId,
                        principalTable: "Recordings",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_Tasks_Recordings_RecordingId",
                        column: x => x.RecordingId,
                        principalTable: "Recordings",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_Tasks_Staff_AuthorId",
                        column: x => x.AuthorId,
                        principalTable: "Staff",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_Tasks_Staff_OwnerId",
                        column: x => x.OwnerId,
                        principalTable: "Staff",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "PlanChanges",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PlanId = table.Column<int>(type: "INTEGER", nullable: false),
                    GoalId = table.Column<int>(type: "INTEGER", nullable: true),
                    StepId = table.Column<int>(type: "INTEGER", nullable: true),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    AtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ById = table.Column<Guid>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    Says = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PlanChanges", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PlanChanges_PlanGoals_GoalId",
                        column: x => x.GoalId,
                        principalTable: "PlanGoals",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_PlanChanges_PlanSteps_StepId",
                        column: x => x.StepId,
                        principalTable: "PlanSteps",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_PlanChanges_Plans_PlanId",
                        column: x => x.PlanId,
                        principalTable: "Plans",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_PlanChanges_Staff_ById",
                        column: x => x.ById,
                        principalTable: "Staff",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateIndex(
                name: "IX_AccessGrants_ChildId",
                table: "AccessGrants",
                column: "ChildId");

            migrationBuilder.CreateIndex(
                name: "IX_AccessGrants_StaffId_ChildId_ExpiresAtUtc",
                table: "AccessGrants",
                columns: new[] { "StaffId", "ChildId", "ExpiresAtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_AccessRequests_ChildId_ClosedAtUtc",
                table: "AccessRequests",
                columns: new[] { "ChildId", "ClosedAtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_Alerts_ChildId",
                table: "Alerts",
                column: "ChildId");

            migrationBuilder.CreateIndex(
                name: "IX_Alerts_OtherChildId",
                table: "Alerts",
                column: "OtherChildId");

            migrationBuilder.CreateIndex(
                name: "IX_Alerts_TeamId_AcknowledgedAtUtc",
                table: "Alerts",
                columns: new[] { "TeamId", "AcknowledgedAtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_Allocations_ChildId_FromUtc",
                table: "Allocations",
                columns: new[] { "ChildId", "FromUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_Amendments_RecordingId",
                table: "Amendments",
                column: "RecordingId");

            migrationBuilder.CreateIndex(
                name: "IX_AspNetUserClaims_UserId",
                table: "AspNetUserClaims",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_AspNetUserLogins_UserId",
                table: "AspNetUserLogins",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_AuditEvents_Action_AtUtc",
                table: "AuditEvents",
                columns: new[] { "Action", "AtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditEvents_ChainId_Sequence",
                table: "AuditEvents",
                columns: new[] { "ChainId", "Sequence" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AuditEvents_ChildId_AtUtc",
                table: "AuditEvents",
                columns: new[] { "ChildId", "AtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditEvents_StaffId_AtUtc",
                table: "AuditEvents",
                columns: new[] { "StaffId", "AtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditFindings_AuditId",
                table: "AuditFindings",
                column: "AuditId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AuditFindings_ById",
                table: "AuditFindings",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_ChildNames_ChildId",
                table: "ChildNames",
                column: "ChildId");

            migrationBuilder.CreateIndex(
                name: "IX_ChildNames_Part_ChildId",
                table: "ChildNames",
                columns: new[] { "Part", "ChildId" });

            migrationBuilder.CreateIndex(
                name: "IX_ChildNames_Sound_ChildId",
                table: "ChildNames",
                columns: new[] { "Sound", "ChildId" });

            migrationBuilder.CreateIndex(
                name: "IX_ChildPeople_ChildId_PersonId",
                table: "ChildPeople",
                columns: new[] { "ChildId", "PersonId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ChildPeople_PersonId",
                table: "ChildPeople",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Children_BirthDate",
                table: "Children",
                column: "BirthDate");

            migrationBuilder.CreateIndex(
                name: "IX_Children_FullName",
                table: "Children",
                column: "FullName");

            migrationBuilder.CreateIndex(
                name: "IX_Children_ReviewingOfficerId",
                table: "Children",
                column: "ReviewingOfficerId");

            migrationBuilder.CreateIndex(
                name: "IX_Children_TeamId_NextVisitDueOn",
                table: "Children",
                columns: new[] { "TeamId", "NextVisitDueOn" });

            migrationBuilder.CreateIndex(
                name: "IX_Children_TeamId_SummaryDueOn",
                table: "Children",
                columns: new[] { "TeamId", "SummaryDueOn" });

            migrationBuilder.CreateIndex(
                name: "IX_Children_TeamId_SupervisionDueOn",
                table: "Children",
                columns: new[] { "TeamId", "SupervisionDueOn" });

            migrationBuilder.CreateIndex(
                name: "IX_Children_WorkerId_NextVisitDueOn",
                table: "Children",
                columns: new[] { "WorkerId", "NextVisitDueOn" });

            migrationBuilder.CreateIndex(
                name: "IX_Closures_ChildId_ClosedAtUtc",
                table: "Closures",
                columns: new[] { "ChildId", "ClosedAtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_Closures_ClosedById",
                table: "Closures",
                column: "ClosedById");

            migrationBuilder.CreateIndex(
                name: "IX_Closures_RecordingId",
                table: "Closures",
                column: "RecordingId");

            migrationBuilder.CreateIndex(
                name: "IX_Conflicts_StaffId",
                table: "Conflicts",
                column: "StaffId");

            migrationBuilder.CreateIndex(
                name: "IX_Corrections_ChildId_DecidedAtUtc",
                table: "Corrections",
                columns: new[] { "ChildId", "DecidedAtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_Corrections_DecidedAtUtc_DueOn_Id",
                table: "Corrections",
                columns: new[] { "DecidedAtUtc", "DueOn", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Corrections_RecordingId_ChildId_DecidedAtUtc",
                table: "Corrections",
                columns: new[] { "RecordingId", "ChildId", "DecidedAtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_Corrections_TakenById",
                table: "Corrections",
                column: "TakenById");

            migrationBuilder.CreateIndex(
                name: "IX_CorrectionSteps_CorrectionId_On",
                table: "CorrectionSteps",
                columns: new[] { "CorrectionId", "On" });

            migrationBuilder.CreateIndex(
                name: "IX_Delegations_FromId",
                table: "Delegations",
                column: "FromId");

            migrationBuilder.CreateIndex(
                name: "IX_Delegations_TeamId_UntilUtc",
                table: "Delegations",
                columns: new[] { "TeamId", "UntilUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_Delegations_ToId_UntilUtc",
                table: "Delegations",
                columns: new[] { "ToId", "UntilUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_Details_ChildId_Kind_From",
                table: "Details",
                columns: new[] { "ChildId", "Kind", "From" });

            migrationBuilder.CreateIndex(
                name: "IX_Drafts_AuthorId_FinishedAtUtc",
                table: "Drafts",
                columns: new[] { "AuthorId", "FinishedAtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_Drafts_ChildId_FinishedAtUtc",
                table: "Drafts",
                columns: new[] { "ChildId", "FinishedAtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_EntryReturns_ChildId",
                table: "EntryReturns",
                column: "ChildId");

            migrationBuilder.CreateIndex(
                name: "IX_EntryReturns_RecordingId",
                table: "EntryReturns",
                column: "RecordingId");

            migrationBuilder.CreateIndex(
                name: "IX_EntrySignOffs_ChildId",
                table: "EntrySignOffs",
                column: "ChildId");

            migrationBuilder.CreateIndex(
                name: "IX_EntrySignOffs_RecordingId",
                table: "EntrySignOffs",
                column: "RecordingId");

            migrationBuilder.CreateIndex(
                name: "IX_Exports_RequestId",
                table: "Exports",
                column: "RequestId");

            migrationBuilder.CreateIndex(
                name: "IX_Exports_State_LeaseUntilUtc",
                table: "Exports",
                columns: new[] { "State", "LeaseUntilUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_FormVersions_DecidedById",
                table: "FormVersions",
                column: "DecidedById");

            migrationBuilder.CreateIndex(
                name: "IX_FormVersions_Kind_Number",
                table: "FormVersions",
                columns: new[] { "Kind", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_FormVersions_ProposedById",
                table: "FormVersions",
                column: "ProposedById");

            migrationBuilder.CreateIndex(
                name: "IX_GoalEntries_ChildId",
                table: "GoalEntries",
                column: "ChildId");

            migrationBuilder.CreateIndex(
                name: "IX_GoalEntries_RecordingId",
                table: "GoalEntries",
                column: "RecordingId");

            migrationBuilder.CreateIndex(
                name: "IX_GoodExamples_CheckedById",
                table: "GoodExamples",
                column: "CheckedById");

            migrationBuilder.CreateIndex(
                name: "IX_GoodExamples_ChildId",
                table: "GoodExamples",
                column: "ChildId");

            migrationBuilder.CreateIndex(
                name: "IX_GoodExamples_ProposedById",
                table: "GoodExamples",
                column: "ProposedById");

            migrationBuilder.CreateIndex(
                name: "IX_GoodExamples_RecordingId",
                table: "GoodExamples",
                column: "RecordingId");

            migrationBuilder.CreateIndex(
                name: "IX_GoodExamples_State_PublishedAtUtc",
                table: "GoodExamples",
                columns: new[] { "State", "PublishedAtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_HouseholdStay_ChildPersonId",
                table: "HouseholdStay",
                column: "ChildPersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Identifiers_ChildId",
                table: "Identifiers",
                column: "ChildId");

            migrationBuilder.CreateIndex(
                name: "IX_Identifiers_SearchKey",
                table: "Identifiers",
                column: "SearchKey");

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingMails_NextAtUtc_Id",
                table: "OutgoingMails",
                columns: new[] { "NextAtUtc", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingMails_ToId",
                table: "OutgoingMails",
                column: "ToId");

            migrationBuilder.CreateIndex(
                name: "IX_PassagePrints_ChildId_Hash",
                table: "PassagePrints",
                columns: new[] { "ChildId", "Hash" });

            migrationBuilder.CreateIndex(
                name: "IX_People_IsProfessional_FullName",
                table: "People",
                columns: new[] { "IsProfessional", "FullName" });

            migrationBuilder.CreateIndex(
                name: "IX_People_OwnRecordId",
                table: "People",
                column: "OwnRecordId");

            migrationBuilder.CreateIndex(
                name: "IX_PlanChanges_ById",
                table: "PlanChanges",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_PlanChanges_GoalId",
                table: "PlanChanges",
                column: "GoalId");

            migrationBuilder.CreateIndex(
                name: "IX_PlanChanges_PlanId",
                table: "PlanChanges",
                column: "PlanId");

            migrationBuilder.CreateIndex(
                name: "IX_PlanChanges_StepId",
                table: "PlanChanges",
                column: "StepId");

            migrationBuilder.CreateIndex(
                name: "IX_PlanGoals_ChildId",
                table: "PlanGoals",
                column: "ChildId");

            migrationBuilder.CreateIndex(
                name: "IX_PlanGoals_OwnerPersonId",
                table: "PlanGoals",
                column: "OwnerPersonId");

            migrationBuilder.CreateIndex(
                name: "IX_PlanGoals_OwnerStaffId_State_DueOn",
                table: "PlanGoals",
                columns: new[] { "OwnerStaffId", "State", "DueOn" });

            migrationBuilder.CreateIndex(
                name: "IX_PlanGoals_PlanId_Key",
                table: "PlanGoals",
                columns: new[] { "PlanId", "Key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Plans_BegunById",
                table: "Plans",
                column: "BegunById");

            migrationBuilder.CreateIndex(
                name: "IX_Plans_ChildId_EndedOn",
                table: "Plans",
                columns: new[] { "ChildId", "EndedOn" });

            migrationBuilder.CreateIndex(
                name: "IX_Plans_ChildId_Key",
                table: "Plans",
                columns: new[] { "ChildId", "Key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PlanSteps_ChildId",
                table: "PlanSteps",
                column: "ChildId");

            migrationBuilder.CreateIndex(
                name: "IX_PlanSteps_GoalId_Key",
                table: "PlanSteps",
                columns: new[] { "GoalId", "Key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PlanSteps_OwnerPersonId",
                table: "PlanSteps",
                column: "OwnerPersonId");

            migrationBuilder.CreateIndex(
                name: "IX_PlanSteps_OwnerStaffId_State_DueOn",
                table: "PlanSteps",
                columns: new[] { "OwnerStaffId", "State", "DueOn" });

            migrationBuilder.CreateIndex(
                name: "IX_PolicyChanges_Key_EffectiveFrom",
                table: "PolicyChanges",
                columns: new[] { "Key", "EffectiveFrom" });

            migrationBuilder.CreateIndex(
                name: "IX_ReadyTexts_OwnerId",
                table: "ReadyTexts",
                column: "OwnerId");

            migrationBuilder.CreateIndex(
                name: "IX_ReadyTexts_TeamId",
                table: "ReadyTexts",
                column: "TeamId");

            migrationBuilder.CreateIndex(
                name: "IX_RecordAudits_AuditorId_FinishedAtUtc_DueOn",
                table: "RecordAudits",
                columns: new[] { "AuditorId", "FinishedAtUtc", "DueOn" });

            migrationBuilder.CreateIndex(
                name: "IX_RecordAudits_ChildId_FinishedAtUtc",
                table: "RecordAudits",
                columns: new[] { "ChildId", "FinishedAtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_RecordAudits_DraftId",
                table: "RecordAudits",
                column: "DraftId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_RecordAudits_FinishedAtUtc_DueOn",
                table: "RecordAudits",
                columns: new[] { "FinishedAtUtc", "DueOn" });

            migrationBuilder.CreateIndex(
                name: "IX_RecordAudits_SampleId",
                table: "RecordAudits",
                column: "SampleId");

            migrationBuilder.CreateIndex(
                name: "IX_RecordingCauses_CauseId",
                table: "RecordingCauses",
                column: "CauseId");

            migrationBuilder.CreateIndex(
                name: "IX_RecordingCauses_ChildId_CauseId",
                table: "RecordingCauses",
                columns: new[] { "ChildId", "CauseId" });

            migrationBuilder.CreateIndex(
                name: "IX_RecordingChildren_ChildId_OccurredAtUtc_RecordingId",
                table: "RecordingChildren",
                columns: new[] { "ChildId", "OccurredAtUtc", "RecordingId" },
                descending: new[] { false, true, true });

            migrationBuilder.CreateIndex(
                name: "IX_RecordingMoves_ById",
                table: "RecordingMoves",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_RecordingMoves_FromChildId_OccurredAtUtc",
                table: "RecordingMoves",
                columns: new[] { "FromChildId", "OccurredAtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_RecordingMoves_RecordingId",
                table: "RecordingMoves",
                column: "RecordingId");

            migrationBuilder.CreateIndex(
                name: "IX_RecordingMoves_ToChildId",
                table: "RecordingMoves",
                column: "ToChildId");

            migrationBuilder.CreateIndex(
                name: "IX_RecordingParticipants_RecordingId_PersonId",
                table: "RecordingParticipants",
                columns: new[] { "RecordingId", "PersonId" });

            migrationBuilder.CreateIndex(
                name: "IX_Recordings_AuthorId_State_FinaliseDueAtUtc",
                table: "Recordings",
                columns: new[] { "AuthorId", "State", "FinaliseDueAtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_Recordings_OccurredAtUtc",
                table: "Recordings",
                column: "OccurredAtUtc");

            migrationBuilder.CreateIndex(
                name: "IX_Recordings_State_NeedsSignOff_FinalisedAtUtc",
                table: "Recordings",
                columns: new[] { "State", "NeedsSignOff", "FinalisedAtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_Recordings_WrittenAtUtc",
                table: "Recordings",
                column: "WrittenAtUtc");

            migrationBuilder.CreateIndex(
                name: "IX_RecordingVersions_RecordingId_Number",
                table: "RecordingVersions",
                columns: new[] { "RecordingId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_RecordSamples_DrawnAtUtc_Id",
                table: "RecordSamples",
                columns: new[] { "DrawnAtUtc", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_RecordSamples_DrawnById_Key",
                table: "RecordSamples",
                columns: new[] { "DrawnById", "Key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_RecordSamples_TeamId_DrawnAtUtc_Id",
                table: "RecordSamples",
                columns: new[] { "TeamId", "DrawnAtUtc", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_RemedialActions_AuditId",
                table: "RemedialActions",
                column: "AuditId");

            migrationBuilder.CreateIndex(
                name: "IX_RemedialActions_ChildId",
                table: "RemedialActions",
                column: "ChildId");

            migrationBuilder.CreateIndex(
                name: "IX_RemedialActions_ConfirmedAtUtc_DueOn",
                table: "RemedialActions",
                columns: new[] { "ConfirmedAtUtc", "DueOn" });

            migrationBuilder.CreateIndex(
                name: "IX_RemedialActions_OwnerId_ConfirmedAtUtc_DueOn",
                table: "RemedialActions",
                columns: new[] { "OwnerId", "ConfirmedAtUtc", "DueOn" });

            migrationBuilder.CreateIndex(
                name: "IX_SafeguardingReports_AcknowledgedAtUtc_TeamId",
                table: "SafeguardingReports",
                columns: new[] { "AcknowledgedAtUtc", "TeamId" });

            migrationBuilder.CreateIndex(
                name: "IX_SafeguardingReports_ChildId_WrittenAtUtc",
                table: "SafeguardingReports",
                columns: new[] { "ChildId", "WrittenAtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_SafeguardingReports_Key_ChildId",
                table: "SafeguardingReports",
                columns: new[] { "Key", "ChildId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SafeguardingReports_RecordingId",
                table: "SafeguardingReports",
                column: "RecordingId");

            migrationBuilder.CreateIndex(
                name: "IX_SafeguardingReports_ReportedById_WrittenAtUtc",
                table: "SafeguardingReports",
                columns: new[] { "ReportedById", "WrittenAtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_SafeguardingReports_TeamId_AcknowledgedAtUtc_WrittenAtUtc",
                table: "SafeguardingReports",
                columns: new[] { "TeamId", "AcknowledgedAtUtc", "WrittenAtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_Sessions_LastActivityAtUtc",
                table: "Sessions",
                column: "LastActivityAtUtc");

            migrationBuilder.CreateIndex(
                name: "IX_Sessions_StaffId",
                table: "Sessions",
                column: "StaffId");

            migrationBuilder.CreateIndex(
                name: "EmailIndex",
                table: "Staff",
                column: "NormalizedEmail");

            migrationBuilder.CreateIndex(
                name: "UserNameIndex",
                table: "Staff",
                column: "NormalizedUserName",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Statuses_ChildId_From",
                table: "Statuses",
                columns: new[] { "ChildId", "From" });

            migrationBuilder.CreateIndex(
                name: "IX_SummaryReviews_ChildId_AtUtc",
                table: "SummaryReviews",
                columns: new[] { "ChildId", "AtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_Tasks_AuthorId_DoneAtUtc_DueOn",
                table: "Tasks",
                columns: new[] { "AuthorId", "DoneAtUtc", "DueOn" });

            migrationBuilder.CreateIndex(
                name: "IX_Tasks_ChildId",
                table: "Tasks",
                column: "ChildId");

            migrationBuilder.CreateIndex(
                name: "IX_Tasks_DoneInId",
                table: "Tasks",
                column: "DoneInId");

            migrationBuilder.CreateIndex(
                name: "IX_Tasks_GoalId",
                table: "Tasks",
                column: "GoalId");

            migrationBuilder.CreateIndex(
                name: "IX_Tasks_OwnerId_DoneAtUtc_DueOn",
                table: "Tasks",
                columns: new[] { "OwnerId", "DoneAtUtc", "DueOn" });

            migrationBuilder.CreateIndex(
                name: "IX_Tasks_RecordingId",
                table: "Tasks",
                column: "RecordingId");

            migrationBuilder.CreateIndex(
                name: "IX_TeamMembers_TeamId",
                table: "TeamMembers",
                column: "TeamId");

            migrationBuilder.CreateIndex(
                name: "IX_Transfers_ChildId_AtUtc",
                table: "Transfers",
                columns: new[] { "ChildId", "AtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_Transfers_FromTeamId",
                table: "Transfers",
                column: "FromTeamId");

            migrationBuilder.CreateIndex(
                name: "IX_Transfers_FromWorkerId_RecordingId",
                table: "Transfers",
                columns: new[] { "FromWorkerId", "RecordingId" });

            migrationBuilder.CreateIndex(
                name: "IX_Transfers_RecordingId",
                table: "Transfers",
                column: "RecordingId");

            migrationBuilder.CreateIndex(
                name: "IX_Transfers_ToTeamId",
                table: "Transfers",
                column: "ToTeamId");

            migrationBuilder.CreateIndex(
                name: "IX_Transfers_ToWorkerId_AcknowledgedAtUtc",
                table: "Transfers",
                columns: new[] { "ToWorkerId", "AcknowledgedAtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_WordListChanges_Kind_Key_Number",
                table: "WordListChanges",
                columns: new[] { "Kind", "Key", "Number" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AccessGrants");

            migrationBuilder.DropTable(
                name: "Alerts");

            migrationBuilder.DropTable(
                name: "Allocations");

            migrationBuilder.DropTable(
                name: "Amendments");

            migrationBuilder.DropTable(
                name: "AspNetUserClaims");

            migrationBuilder.DropTable(
                name: "AspNetUserLogins");

            migrationBuilder.DropTable(
                name: "AspNetUserTokens");

            migrationBuilder.DropTable(
                name: "AuditEvents");

            migrationBuilder.DropTable(
                name: "AuditFindings");

            migrationBuilder.DropTable(
                name: "AuditHeads");

            migrationBuilder.DropTable(
                name: "ChildNames");

            migrationBuilder.DropTable(
                name: "Closures");

            migrationBuilder.DropTable(
                name: "Conflicts");

            migrationBuilder.DropTable(
                name: "CorrectionSteps");

            migrationBuilder.DropTable(
                name: "DataProtectionKeys");

            migrationBuilder.DropTable(
                name: "Delegations");

            migrationBuilder.DropTable(
                name: "Details");

            migrationBuilder.DropTable(
                name: "Drafts");

            migrationBuilder.DropTable(
                name: "EntryReturns");

            migrationBuilder.DropTable(
                name: "EntrySignOffs");

            migrationBuilder.DropTable(
                name: "Exports");

            migrationBuilder.DropTable(
                name: "FormVersions");

            migrationBuilder.DropTable(
                name: "GoalEntries");

            migrationBuilder.DropTable(
                name: "GoodExamples");

            migrationBuilder.DropTable(
                name: "HouseholdStay");

            migrationBuilder.DropTable(
                name: "Identifiers");

            migrationBuilder.DropTable(
                name: "LeftAdvice");

            migrationBuilder.DropTable(
                name: "OutgoingMails");

            migrationBuilder.DropTable(
                name: "PassagePrints");

            migrationBuilder.DropTable(
                name: "PlanChanges");

            migrationBuilder.DropTable(
                name: "PolicyChanges");

            migrationBuilder.DropTable(
                name: "ReadyTexts");

            migrationBuilder.DropTable(
                name: "RecordingCauses");

            migrationBuilder.DropTable(
                name: "RecordingMoves");

            migrationBuilder.DropTable(
                name: "RecordingParticipants");

            migrationBuilder.DropTable(
                name: "RemedialActions");

            migrationBuilder.DropTable(
                name: "RestrictedReaders");

            migrationBuilder.DropTable(
                name: "SafeguardingReports");

            migrationBuilder.DropTable(
                name: "Sessions");

            migrationBuilder.DropTable(
                name: "StaffRoles");

            migrationBuilder.DropTable(
                name: "Statuses");

            migrationBuilder.DropTable(
                name: "SummaryReviews");

            migrationBuilder.DropTable(
                name: "Tasks");

            migrationBuilder.DropTable(
                name: "TeamMembers");

            migrationBuilder.DropTable(
                name: "Transfers");

            migrationBuilder.DropTable(
                name: "WordListChanges");

            migrationBuilder.DropTable(
                name: "Corrections");

            migrationBuilder.DropTable(
                name: "AccessRequests");

            migrationBuilder.DropTable(
                name: "ChildPeople");

            migrationBuilder.DropTable(
                name: "RecordingChildVersions");

            migrationBuilder.DropTable(
                name: "PlanSteps");

            migrationBuilder.DropTable(
                name: "RecordingChildren");

            migrationBuilder.DropTable(
                name: "RecordAudits");

            migrationBuilder.DropTable(
                name: "RecordingVersions");

            migrationBuilder.DropTable(
                name: "PlanGoals");

            migrationBuilder.DropTable(
                name: "RecordSamples");

            migrationBuilder.DropTable(
                name: "Recordings");

            migrationBuilder.DropTable(
                name: "People");

            migrationBuilder.DropTable(
                name: "Plans");

            migrationBuilder.DropTable(
                name: "Children");

            migrationBuilder.DropTable(
                name: "Staff");

            migrationBuilder.DropTable(
                name: "Teams");
        }
    }
}
