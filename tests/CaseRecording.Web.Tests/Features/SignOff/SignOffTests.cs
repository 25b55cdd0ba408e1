using System.Net;
using CaseRecording.Core.Access;
using CaseRecording.TestKit;

namespace CaseRecording.Web.Tests.Features.SignOff;

/// <summary>The queue: a world of its own for each test, because the queue is the whole team's.</summary>
public sealed class SignOffTests : IAsyncLifetime, IDisposable
{
    private readonly WebWorld web = new();

    private World World => web.World;

    public Task InitializeAsync() => web.InitializeAsync();

    public Task DisposeAsync() => World.DisposeAsync().AsTask();

    public void Dispose() => web.Dispose();

    [Fact]
    public async Task Index_Empty_SaysWhatWillStandThere() =>
        Assert.Contains("Nothing waits for your sign-off", (await (await web.SignInAsync(World.Manager)).GetPage("/sign-off")).Text, StringComparison.Ordinal);

    [Fact]
    [Trait("Rule", "Q-01")]
    public async Task Index_WhatWaits_Q01_StandsLongestFirstWithoutOnesOwn()
    {
        var child = await World.AddChildAsync("Maisie Thornley");
        World.Clock.Advance(TimeSpan.FromDays(-2));
        await RecordAsync("Waits longest", World.Worker, child);
        World.Clock.Advance(TimeSpan.FromDays(1));
        await RecordAsync("Waits a day", World.Colleague, child);
        World.Clock.Advance(TimeSpan.FromDays(1));
        await RecordAsync("The manager’s own", World.Manager, child);
        await World.RecordAsync(World.Worker, Titled.Visit(World.Now.AddHours(-1), "Not final", child), finalise: false);
        await World.RecordAsync(World.Worker, Titled.Call(World.Now.AddHours(-1), "A call needs none", child));

        var browser = await web.SignInAsync(World.Manager);
        var page = await browser.GetPage("/sign-off");
        Assert.Equal(["Waits longest", "Waits a day"], page.Document.QuerySelectorAll("main tbody a").Select(a => a.TextContent));
        Assert.Contains("2 entries wait", page.Text, StringComparison.Ordinal);
        Assert.Contains("2 days", page.Document.QuerySelector("main tbody tr")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Nothing waits", (await (await web.SignInAsync(World.OtherManager)).GetPage("/sign-off")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Index_MoreThanAPage_TheRestIsAPageAway()
    {
        var child = await World.AddChildAsync("Maisie Thornley");
        for (var i = 0; i < 27; i++) await RecordAsync($"Entry {i:00}", World.Worker, child);
        var browser = await web.SignInAsync(World.Manager);
        var page = await browser.GetPage("/sign-off");
        Assert.Equal(25, page.Document.QuerySelectorAll("main tbody tr").Length);
        var next = await browser.GetPage(page.Document.QuerySelector("a[rel=next]")!.GetAttribute("href")!);
        Assert.Equal(["Entry 25", "Entry 26"], next.Document.QuerySelectorAll("main tbody a").Select(a => a.TextContent));
        Assert.Equal(25, (await browser.GetPage("/sign-off?after=nonsense-x")).Document.QuerySelectorAll("main tbody tr").Length);
    }

    [Fact]
    public async Task SignOffAndNext_GoesThroughTheQueueAndBackToItWhenItIsEmpty()
    {
        var child = await World.AddChildAsync("Maisie Thornley");
        var first = await RecordAsync("First", World.Worker, child);
        var second = await RecordAsync("Second", World.Worker, child);
        var browser = await web.SignInAsync(World.Manager);
        Assert.Equal($"/children/{child}/entries/{second}", await SignOffAndNextAsync(browser, child, first));
        Assert.Equal("/sign-off", (await browser.GetPage($"/sign-off/previous?before={second}")).Location);
        Assert.Equal("/sign-off", await SignOffAndNextAsync(browser, child, second));
    }

    [Theory]
    [InlineData(Role.SocialWorker)]
    [InlineData(Role.TeamCoordinator)]
    [InlineData(Role.Auditor)]
    public async Task Index_ForAnotherRole_IsRefused(Role role)
    {
        var browser = await web.SignInAsAsync(role);
        Assert.NotEqual(HttpStatusCode.OK, (await browser.GetPage("/sign-off")).Status);
        Assert.NotEqual(HttpStatusCode.OK, (await browser.GetPage("/sign-off/next?after=1")).Status);
    }

    private Task<long> RecordAsync(string title, Guid author, int child) => World.RecordAsync(author, Titled.Visit(World.Now.AddHours(-1), title, child));

    private static async Task<string?> SignOffAndNextAsync(WebClient browser, int child, long id)
    {
        var page = await browser.GetPage($"/children/{child}/entries/{id}");
        var answer = await browser.SubmitForm(page.Form($"/children/{child}/entries/{id}/sign-off"), Titled.AllMet(page), button: ("Next", "true"));
        return (await browser.GetPage(answer.Location!)).Location;
    }
}
