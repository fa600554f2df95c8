using System.Text.Json.Nodes;

namespace Agon.Hub.Features.Catalogue.Discovery;

/// <summary>A listing in words search engines read: an <c>Event</c> of schema.org, as JSON-LD. Signs that end a script are escaped.</summary>
internal static class StructuredData
{
    /// <param name="view">The listing.</param>
    /// <param name="page">The whole address of its page.</param>
    /// <param name="logo">The whole address of its logo; null if there is none.</param>
    public static string Of(ListingView view, string page, string? logo)
    {
        var data = new JsonObject
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "Event",
            ["@id"] = page,
            ["url"] = page,
            ["name"] = view.Listing.Title,
            ["description"] = view.Listing.Text,
            ["image"] = logo,
            ["startDate"] = view.Listing.StartsAt,
            ["endDate"] = view.Listing.EndsAt,
            ["eventAttendanceMode"] = "https://schema.org/OnlineEventAttendanceMode",
            ["eventStatus"] = "https://schema.org/EventScheduled",
            ["location"] = new JsonObject { ["@type"] = "VirtualLocation", ["url"] = view.Listing.Address },
            ["organizer"] = new JsonObject { ["@type"] = "Organization", ["name"] = view.Institution ?? view.Listing.Organizer, ["url"] = view.Node.Address },
            ["inLanguage"] = view.Language,
            ["isAccessibleForFree"] = true,
            ["keywords"] = string.Join(", ", view.Tags.Concat(view.TaskTypes).Concat(view.Modalities)),
        };
        foreach (var (name, value) in data.ToList())
        {
            if (value is null || (value is JsonValue text && text.TryGetValue(out string? said) && said.Length == 0))
            {
                data.Remove(name);
            }
        }

        return data.ToJsonString();
    }
}
