using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Agon.Portal.Hosting;

/// <summary>
/// Takes control characters out of what people type, and the white space off its ends, except from passwords. No keyboard types them, and
/// PostgreSQL refuses a text with a zero in it.
/// </summary>
internal sealed class TrimmedText : IModelBinderProvider, IModelBinder
{
    public IModelBinder? GetBinder(ModelBinderProviderContext context) =>
        context.Metadata.ModelType == typeof(string) && context.Metadata.DataTypeName != nameof(DataType.Password) && context.BindingInfo.BindingSource != BindingSource.Body
            ? this
            : null;

    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        var value = bindingContext.ValueProvider.GetValue(bindingContext.ModelName);
        if (value == ValueProviderResult.None)
        {
            return Task.CompletedTask;
        }

        bindingContext.ModelState.SetModelValue(bindingContext.ModelName, value);
        var text = Clean(value.FirstValue);
        bindingContext.Result = ModelBindingResult.Success(string.IsNullOrEmpty(text) && bindingContext.ModelMetadata.ConvertEmptyStringToNull ? null : text);
        return Task.CompletedTask;
    }

    private static string? Clean(string? typed) =>
        typed is null ? null : string.Concat(typed.Where(c => !char.IsControl(c) || c is '\n' or '\r' or '\t')).Trim();
}
