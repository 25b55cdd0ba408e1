using System.Globalization;
using CaseRecording.Core.Time;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Binders;

namespace CaseRecording.Web.TagHelpers;

/// <summary>Binds <c>DateOnly</c> from the three fields of <c>gov-date</c>, and from yyyy-MM-dd in addresses.</summary>
internal sealed class DateBinder : IModelBinder
{
    public Task BindModelAsync(ModelBindingContext context)
    {
        var name = context.ModelName;
        string?[] parts = [Part("day"), Part("month"), Part("year")];
        if (parts.All(p => p is null))
            return BindSingle(context);

        if (!DateText.TryRead(parts[0], parts[1], parts[2], out var date, out var trouble))
            context.ModelState.TryAddModelError(name, trouble!);
        else
            context.Result = ModelBindingResult.Success(date);
        return Task.CompletedTask;

        string? Part(string part)
        {
            var value = context.ValueProvider.GetValue($"{name}-{part}");
            if (value == ValueProviderResult.None)
                return null;
            context.ModelState.SetModelValue($"{name}-{part}", value);
            context.ModelState.MarkFieldValid($"{name}-{part}");
            return value.FirstValue ?? "";
        }
    }

    private static Task BindSingle(ModelBindingContext context)
    {
        var value = context.ValueProvider.GetValue(context.ModelName);
        if (value.FirstValue is not { Length: > 0 } text)
            return Task.CompletedTask;
        context.ModelState.SetModelValue(context.ModelName, value);
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            context.Result = ModelBindingResult.Success(date);
        else
            context.ModelState.TryAddModelError(context.ModelName, "Enter a date, like 2026-03-27");
        return Task.CompletedTask;
    }
}

/// <summary>Finds <see cref="DateBinder"/> for dates.</summary>
internal sealed class DateBinderProvider : IModelBinderProvider
{
    public IModelBinder? GetBinder(ModelBinderProviderContext context) =>
        context.Metadata.UnderlyingOrModelType == typeof(DateOnly) ? new BinderTypeModelBinder(typeof(DateBinder)) : null;
}
