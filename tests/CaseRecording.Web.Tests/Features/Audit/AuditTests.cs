using System.Net;
using CaseRecording.Core;
using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Tests.Features.Auditing; // not Audit: that would hide the namespace under test

public sealed class AuditTests(WebWorld web) : IClassFixture<WebWorld>
{
    [Fact]
    public async Task Home_OfAnAuditor_IsTheAuditWithItsTwoPagesInTheMenu()
    {
        var auditor = await web.SignInAsAsync(Role.Auditor);

        Assert.Equal("/audit", (await auditor.GetPage("/")).Location);
        var page = await auditor.GetPage("/audit");
        Assert.Equal(["Audit", "Integrity check"], page.Document.QuerySelectorAll(".govuk-service-navigation__item a").Select(a => a.TextContent.Trim()));
        Assert.Contains("Say which record, which person or what kind of action", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "A-03")]
    public async Task Record_OpenedWithAReason_A03_ShowsWhoWhatWhenWhereAndWhyButNoName()
    {
        var child = await web.World.AddChildAsync("Bramble Oakes");
        const string reason = "Covering for a colleague who is ill";
        var other = await web.SignInAsync(web.World.OtherWorker);
        await other.FillIn($"/children/{child}/ask", ("reason", reason));
        await other.GetPage($"/children/{child}/timeline");

        var page = await (await web.SignInAsAsync(Role.Auditor)).GetPage($"/audit?record={child}");

        var rows = page.Document.QuerySelectorAll(".app-audit tbody tr").Select(r => string.Join(' ', r.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).ToList();
        Assert.Contains(rows, r => r.Contains("17 March 2026 2:00pm Nia Rees Looked at: timeline", StringComparison.Ordinal) && r.Contains($"reason given {reason}", StringComparison.Ordinal));
        Assert.Contains(rows, r => r.Contains("Nia Rees Record opened with a reason", StringComparison.Ordinal) && r.Contains(reason, StringComparison.Ordinal));
        Assert.DoesNotContain("Bramble", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Person_ByPartOfAName_IsChosenAndListed()
    {
        var child = await web.World.AddChildAsync();
        await (await web.SignInAsync(web.World.Worker)).GetPage($"/children/{child}/timeline");
        await web.World.AddStaffAsync("Ellie Marchant", Role.SocialWorker);
        var auditor = await web.SignInAsAsync(Role.Auditor);

        var several = await auditor.GetPage($"/audit?who=ellie&record={child}");
        Assert.Contains("Whom do you mean?", several.Text, StringComparison.Ordinal);
        var link = several.Document.QuerySelectorAll(".app-results a").Single(a => a.TextContent == "Ellie Marsh").GetAttribute("href")!;
        Assert.Equal($"/audit?record={child}&who=ellie.marsh", link);
        var page = await auditor.GetPage(link);

        Assert.Contains($"Everything by Ellie Marsh, record {child}", page.Text, StringComparison.Ordinal);
        Assert.All(page.Document.QuerySelectorAll(".app-audit tbody tr td:nth-child(2)"), c => Assert.Equal("Ellie Marsh", c.TextContent.Trim()));
    }

    [Theory]
    [InlineData("record=abc", "record", "Enter the number of a record, like 12")]
    [InlineData("record=999999", "record", "There is no record 999999")]
    [InlineData("who=nobody.such", "who", "Nobody on the staff has this name or user name. Try a shorter part of it")]
    [InlineData("kind=Viewed&from=2026-03-02&to=2026-03-01", "to", "The last day is before the first one")]
    [InlineData("from=2026-03-02", "record", "Say which record, which person or what kind of action as well")]
    [InlineData("kind=Viewed&from-day=31&from-month=2&from-year=2026", "from", "There is no 31 February 2026. Check the date")]
    public async Task Show_WhatCannotBeAnswered_IsSaidAtItsField(string query, string field, string sentence)
    {
        var page = await (await web.SignInAsAsync(Role.Auditor)).GetPage("/audit?" + query);

        Assert.Equal(sentence, page.ErrorAt(field));
        Assert.Null(page.Document.QuerySelector(".app-audit"));
    }

    [Fact]
    public async Task Period_WithNothingInIt_SaysSo()
    {
        var page = await (await web.SignInAsAsync(Role.Auditor)).GetPage("/audit?kind=BackupRestored&from=2026-01-01&to=2026-01-31");

        Assert.Contains("Backup restored, 1 January 2026 to 31 January 2026", page.Text, StringComparison.Ordinal);
        Assert.Contains("Nothing of this kind was done.", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Record_WithManyRows_IsPagedByKeyBothWays()
    {
        var child = await web.World.AddChildAsync();
        await using (var db = web.World.Open())
        {
            // All at one instant: the key decides.
            for (var i = 0; i < 119; i++) db.Audit(web.World.As(web.World.Worker), AuditAction.Viewed, child, recordingId: i);
            await db.SaveChangesAsync();
        }

        var auditor = await web.SignInAsAsync(Role.Auditor);
        var seen = new List<string>();
        WebPage page;
        var (address, pages) = ($"/audit?kind=Viewed&record={child}", 0);
        do
        {
            page = await auditor.GetPage(address);
            seen.AddRange(page.Document.QuerySelectorAll(".app-audit tbody td:nth-child(3)").Select(c => c.TextContent.Trim()));
            address = page.Document.QuerySelector("a[rel=next]")?.GetAttribute("href") ?? "";
            pages++;
        }
        while (address.Length > 0);

        Assert.Equal((3, 119, 119), (pages, seen.Count, seen.Distinct().Count()));
        var back = await auditor.GetPage(page.Document.QuerySelector("a[rel=prev]")!.GetAttribute("href")!);
        Assert.Equal(seen[50..100], back.Document.QuerySelectorAll(".app-audit tbody td:nth-child(3)").Select(c => c.TextContent.Trim()));
    }

    [Fact]
    [Trait("Rule", "A-03")]
    public async Task Show_EachLook_A03_IsAuditedOnceWithWhatWasAsked()
    {
        var child = await web.World.AddChildAsync();
        var auditorId = await web.World.AddStaffAsync("Imran Dale", Role.Auditor);
        var auditor = await web.SignInAsync(auditorId);

        await auditor.GetPage($"/audit?record={child}&kind=Viewed");
        await auditor.GetPage("/audit?record=abc");
        await auditor.GetPage("/audit");
        await auditor.GetPage("/audit/check");

        await using var db = web.World.Open();
        var reads = await db.AuditEvents.Where(e => e.StaffId == auditorId && e.Action == AuditAction.AuditRead).OrderBy(e => e.Id).Select(e => new { e.ChildId, e.Subject }).ToListAsync();
        Assert.Equal([(child, $"record {child} kind:Viewed"), ((int?)null, "integrity check")], reads.Select(r => (r.ChildId, r.Subject!)));
    }

    [Fact]
    [Trait("Rule", "A-02")]
    public async Task Record_OfAChildWithAConflict_A02_DoesNotExistForThisAuditor()
    {
        var (child, sibling) = (await web.World.AddChildAsync(), await web.World.AddChildAsync());
        var auditorId = await web.World.AddStaffAsync("Ines Cole", Role.Auditor);
        await using (var db = web.World.Open())
        {
            db.Conflicts.Add(new ConflictOfInterest { ChildId = child, StaffId = auditorId, Reason = "Aunt", DeclaredAtUtc = web.World.Now });
            db.Audit(web.World.As(web.World.Manager), AuditAction.ConflictDeclared, child, subject: $"staff:{auditorId:N}");
            db.Audit(web.World.As(web.World.Manager), AuditAction.PersonChanged, sibling, subject: $"sibling {child}");
            await db.SaveChangesAsync();
        }

        var auditor = await web.SignInAsync(auditorId);

        Assert.Equal($"There is no record {child}", (await auditor.GetPage($"/audit?record={child}")).ErrorAt("record"));
        Assert.DoesNotContain("Conflict of interest declared", (await auditor.GetPage("/audit?who=priya.raman")).Document.QuerySelector(".app-audit")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("sibling", (await auditor.GetPage($"/audit?record={sibling}")).Text, StringComparison.Ordinal);
        Assert.Equal($"There is no record {child}", (await auditor.FillIn("/audit/check", ("record", $"{child}"))).ErrorAt("record"));
        Assert.Contains("Conflict of interest declared: Ines Cole", (await (await web.SignInAsAsync(Role.Auditor)).GetPage($"/audit?record={child}")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Role.Administrator)]
    [InlineData(Role.SeniorManager)]
    [InlineData(Role.InformationGovernance)]
    [Trait("Rule", "A-06")]
    public async Task Audit_ByAnyOtherRole_A06_IsClosed(Role role)
    {
        var browser = await web.SignInAsAsync(role);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetPage("/audit?kind=Viewed")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetPage("/audit/check")).Status);
    }
}
