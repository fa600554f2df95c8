using Microsoft.Extensions.Primitives;

namespace Agon.Hub.Features.SignOn;

/// <summary>The parameters of a request. One without a value counts as left out, one given twice is noticed (RFC 6749 §3.1).</summary>
internal sealed class SignOnParameters
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _twice = new(StringComparer.Ordinal);

    private SignOnParameters(IEnumerable<KeyValuePair<string, StringValues>> given)
    {
        foreach (var (name, values) in given)
        {
            var isAgain = values.Count > 1 || !_values.TryAdd(name, values.ToString());
            if (isAgain)
            {
                _twice.Add(name);
            }
            else if (_values[name].Length == 0)
            {
                _values.Remove(name);
            }
        }
    }

    /// <summary>Whether any is given more than once.</summary>
    public bool AnyTwice => _twice.Count > 0;

    /// <summary>What is given under this name, once.</summary>
    public string? this[string name] => _values.GetValueOrDefault(name);

    public bool IsTwice(string name) => _twice.Contains(name);

    public static SignOnParameters OfQuery(HttpRequest request) => new(request.Query);

    /// <summary>Reads the form; null if there is none that can be read.</summary>
    public static async Task<SignOnParameters?> OfFormAsync(HttpRequest request, CancellationToken ct)
    {
        // A multipart form is no form of OAuth's.
        if (request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) != true)
        {
            return null;
        }

        try
        {
            return new SignOnParameters(await request.ReadFormAsync(ct));
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
