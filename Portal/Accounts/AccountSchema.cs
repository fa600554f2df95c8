using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Portal.Accounts;

/// <summary>Which tables ASP.NET Core Identity keeps: those of its version 3, which has passkeys.</summary>
public static class AccountSchema
{
    internal static readonly Version Version = IdentitySchemaVersions.Version3;

    /// <summary>The services by which a context that no host made learns the same.</summary>
    public static IServiceProvider ForDesign() =>
        new ServiceCollection().Configure<IdentityOptions>(o => o.Stores.SchemaVersion = Version).BuildServiceProvider();
}
