namespace CaseRecording.Web.Features.Error;

/// <param name="Reference">What to tell the service desk; the log has the same.</param>
public sealed record ErrorModel(string Title, string[] Paragraphs, string? Reference)
{
    private const string DraftIsSafe = "What you had typed in a recording form is kept as a draft. You will find it under My work.";

    public static ErrorModel For(int status, string? reference) => status switch
    {
        400 => new("This page was open too long",
            ["Nothing was changed. Go back, reload the page and try again; you may need to sign in first.", DraftIsSafe], reference),
        401 or 403 => new("You do not have access to this",
            ["Your role does not open this page. If you need it for your work, ask your manager or an administrator."], reference),
        404 or 405 => new("Page not found",
            ["The address may be mistyped or out of date, or what was here may not be open to you.", "Start again from My work."], reference),
        413 => new("That was too much at once",
            ["What you sent is larger than this program takes. Make the file or the text smaller and try again.", DraftIsSafe], reference),
        429 => new("Too many requests", ["Wait a minute, then try again."], reference),
        503 => new("Case Recording is not available at the moment",
            ["Nothing was changed. Try again in a few minutes.", DraftIsSafe], reference),
        _ => new("Sorry, something went wrong",
            ["It is our fault, not yours. Try again in a few minutes.", DraftIsSafe], reference),
    };
}
