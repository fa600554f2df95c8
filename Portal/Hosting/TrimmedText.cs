using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Agon.Portal.Hosting;

/// <summary>Takes the white space off the ends of what people type, except from passwords.</summary>
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
        var text = value.FirstValue?.Trim();
        bindingContext.Result = ModelBindingResult.Success(string.IsNullOrEmpty(text) && bindingContext.ModelMetadata.ConvertEmptyStringToNull ? null : text);
        return Task.CompletedTask;
    }
}
