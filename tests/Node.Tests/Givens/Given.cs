using Agon.Node.Features.Accounts;
using Agon.Portal.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Node.Tests;

/// <summary>Makes what a test starts from: only what matters to the test is stated, the rest has sensible values.</summary>
internal sealed partial class Given(NodeHost node)
{
    public const string Password = "correct horse battery";
    private static int _count;

    /// <summary>A confirmed account with <see cref="Password"/>.</summary>
    public Task<Account> Account(string? name = null, bool isOperator = false) => node.InScopeAsync(async services =>
    {
        var users = services.GetRequiredService<UserManager<Account>>();
        var number = Next();
        var email = $"person{number}@example.org";
        var account = new Account
        {
            Id = NewId(),
            DisplayName = name ?? $"Person {number}",
            CreatedAt = node.Clock.GetUtcNow(),
            UserName = email,
            Email = email,
            EmailConfirmed = true,
        };
        (await users.CreateAsync(account, Password)).Succeeded.ShouldBeTrue();
        if (isOperator)
        {
            await services.GetRequiredService<Operators>().AddAsync(account);
        }

        return account;
    });

    private static int Next() => Interlocked.Increment(ref _count);

    private Guid NewId() => Guid.CreateVersion7(node.Clock.GetUtcNow());

    private async Task<T> SavedAsync<T>(T entity)
        where T : class
    {
        await node.QueryAsync(async db =>
        {
            db.Add(entity);
            return await db.SaveChangesAsync();
        });
        return entity;
    }
}
