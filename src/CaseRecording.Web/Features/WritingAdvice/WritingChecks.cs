using CaseRecording.Core.Recording;
using CaseRecording.Core.Writing.Advising;

namespace CaseRecording.Web.Features.WritingAdvice;

/// <summary>Writing advice on a page without script: buttons of the form itself, so that everything typed comes along.</summary>
public sealed class WritingChecks(AdviceService advice, DraftService drafts)
{
    public const string Check = "check";
    public const string Take = "take-advice:";
    public const string Leave = "leave-advice:";

    public static bool IsAsked(string button) => button == Check || button.StartsWith(Take, StringComparison.Ordinal) || button.StartsWith(Leave, StringComparison.Ordinal);

    public async Task<AdviceList> AdviseAsync(Core.ActionContext context, RecordingKind kind, Draft draft, CancellationToken cancellationToken) =>
        AdviceList.From(await advice.AdviseAsync(context, Question(kind, draft), cancellationToken), draft.Id);

    /// <summary>Puts in what a remark offers, or remembers that it is left. Answers with the draft as it then is.</summary>
    public async Task<Draft> ActAsync(Core.ActionContext context, RecordingKind kind, Draft draft, DraftStart begin, string button, CancellationToken cancellationToken)
    {
        if (button.StartsWith(Leave, StringComparison.Ordinal))
        {
            await advice.LeaveAsync(context, draft.Id, button[Leave.Length..], cancellationToken);
            return draft;
        }

        if (!button.StartsWith(Take, StringComparison.Ordinal)) return draft;
        var found = (await advice.AdviseAsync(context, Question(kind, draft), cancellationToken)).FirstOrDefault(a => a.Key == button[Take.Length..]);
        if (found?.Replacement is not { } put) return draft;
        var text = draft.Fields[found.Field][0];
        var fields = new Dictionary<string, string[]>(draft.Fields, StringComparer.Ordinal) { [found.Field] = [string.Concat(text.AsSpan(0, put.Start), put.Text, text.AsSpan(put.Start + put.Length))] };
        var (_, saved) = await drafts.PostAsync(context, draft.Id, begin, draft.Version, fields, cancellationToken);
        return saved ?? draft;
    }

    private static AdviceQuestion Question(RecordingKind kind, Draft draft) => new(draft.ChildId, kind, draft.Id, draft.RecordingId, draft.Fields);
}
