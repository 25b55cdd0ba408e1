using CaseRecording.Web.DemoData;
using Microsoft.Playwright;

namespace CaseRecording.EndToEnd.Tests.Harness;

/// <summary>Signing in as one of the demonstration council's people.</summary>
public static class SignIn
{
    /// <param name="userName">Like <c>hannah.whitlock</c>.</param>
    public static async Task SignInAsync(this Visitor visitor, string userName, string returnUrl = "/")
    {
        await visitor.GoAsync("/sign-in?returnUrl=" + Uri.EscapeDataString(returnUrl));
        await visitor.FillSignInAsync(userName);
    }

    /// <summary>On the sign-in page: name, password, button.</summary>
    public static async Task FillSignInAsync(this Visitor visitor, string userName)
    {
        var page = visitor.Page;
        await page.GetByLabel("User name").FillAsync(userName);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(DemoSeeder.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Sign out" })).ToBeVisibleAsync(new() { Timeout = 15_000 });
    }
}
