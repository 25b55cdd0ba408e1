using CaseRecording.Core.Access;
using CaseRecording.Core.Recording;
using CaseRecording.Web.Features.Shared;
using CaseRecording.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace CaseRecording.Web.Features.Tasks;

/// <summary>Tasks that entries asked for (N-03).</summary>
public sealed class TasksController(TaskService tasks, ChildBarQuery bar, RequestContext request) : Controller
{
    /// <summary>It was done. Goes back to My work, or to the entry it was said on.</summary>
    [HttpPost(Routes.TaskDone), ChildAccess(AccessLevel.Record)]
    public async Task<IActionResult> Done(int childId, int taskId, string? note, long? entry, CancellationToken cancellationToken)
    {
        if (await ModelState.TryAsync(() => tasks.DoneAsync(request.Current, childId, taskId, note, cancellationToken)))
        {
            return Redirect(entry is { } id ? $"{Routes.ToEntry(childId, id)}#actions" : $"{Routes.Home}?done=true");
        }

        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View(new TaskDoneModel(await bar.LoadAsync(childId), taskId, note, entry));
    }
}

/// <summary>The note that could not be taken, to be changed.</summary>
public sealed record TaskDoneModel(ChildBar Bar, int TaskId, string? Note, long? Entry);

/// <summary>The small form that says a task was done.</summary>
/// <param name="Entry">The entry's page to go back to; null: My work.</param>
public sealed record TaskForm(int ChildId, int TaskId, string Text, long? Entry = null);
