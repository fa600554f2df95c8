using Microsoft.Extensions.DependencyInjection;

namespace Agon.Node.Tests;

/// <summary>Calls verbs as a page or an endpoint does: in a scope of their own.</summary>
internal static class Verbs
{
    extension(NodeHost node)
    {
        public Task<T> DoAsync<TVerb, T>(Func<TVerb, Task<T>> call)
            where TVerb : notnull => node.InScopeAsync(services => call(services.GetRequiredService<TVerb>()));
    }
}
