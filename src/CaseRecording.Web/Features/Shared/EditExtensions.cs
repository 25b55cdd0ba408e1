using CaseRecording.Core.Recording;
using CaseRecording.Web.Security;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace CaseRecording.Web.Features.Shared;

/// <summary>What became of saving a form that was opened earlier.</summary>
public enum EditOutcome
{
    /// <summary>Saved.</summary>
    Done,

    /// <summary>The sentences stand at their fields.</summary>
    Refused,

    /// <summary>Someone else saved meanwhile: the page shows what is saved now beside what was typed, and takes the new version.</summary>
    EditedMeanwhile,
}

/// <summary>Saving a form that was opened earlier.</summary>
public static class EditExtensions
{
    /// <summary>Runs a service call, unless the answers could not even be read.</summary>
    public static async Task<EditOutcome> TryEditAsync(this ModelStateDictionary state, Func<Task> action)
    {
        if (!state.IsValid) return EditOutcome.Refused;
        try
        {
            return await state.TryAsync(action) ? EditOutcome.Done : EditOutcome.Refused;
        }
        catch (EditedMeanwhileException)
        {
            state.AddModelError("", "Someone changed this since you opened it. Compare what is saved now with your answers, then save again or go back");
            return EditOutcome.EditedMeanwhile;
        }
    }
}
