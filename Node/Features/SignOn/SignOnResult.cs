namespace Agon.Node.Features.SignOn;

/// <summary>Either what was asked for, or the one reason why not.</summary>
/// <typeparam name="T">What was asked for.</typeparam>
internal readonly record struct SignOnResult<T>(T? Value, SignOnFailure? Failure)
    where T : class
{
    public static implicit operator SignOnResult<T>(T value) => new(value, null);

    public static implicit operator SignOnResult<T>(SignOnFailure failure) => new(null, failure);

    /// <summary>Whether it is there; otherwise why not.</summary>
    public bool IsGood([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out T? value, out SignOnFailure failure)
    {
        (value, failure) = (Value, Failure ?? default);
        return value is not null;
    }
}
