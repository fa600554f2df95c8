using System.Security.Cryptography;
using Agon.Hub.Data;
using Agon.Hub.Features.Nodes.Members;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Catalogue.Intake;

/// <summary>Gives new listings their names in addresses: the title's words; if that is taken, with the node's name; if that is too, with a number nobody has.</summary>
internal sealed class ListingSlugs(Member member)
{
    private const int RandomBytes = 6;
    private readonly HashSet<string> _taken = [];

    /// <summary>Finds out which are taken, for all titles at once.</summary>
    public async Task LoadAsync(HubDb db, IReadOnlyCollection<string> titles, CancellationToken ct)
    {
        if (titles.Count > 0)
        {
            var wanted = titles.SelectMany(t => new[] { Short(t), Long(t) }).Distinct().ToList();
            _taken.UnionWith(await db.Listings.Where(l => wanted.Contains(l.Slug)).Select(l => l.Slug).ToListAsync(ct));
        }
    }

    /// <summary>One that is free.</summary>
    public string Take(string title)
    {
        string[] candidates = [Short(title), Long(title), $"{Short(title)}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RandomBytes))}"];
        return candidates.First(_taken.Add);
    }

    private static string Short(string title) => MemberSlug.Words(title) is { Length: > 0 } words ? words : "competition";

    private string Long(string title) => $"{Short(title)}-{member.Slug}";
}
