namespace Agon.Hub.Features.SignOn.Clients;

/// <summary>What looking after clients says to curators and operators.</summary>
internal static class ClientMessages
{
    public const string NoSuchClient = "There is no client with this id. The list of clients shows them all.";
    public const string BelongsToNode = "This client belongs to a node. Suspend or approve the node instead.";

    public static string NoSuchFile(string path) => $"There is no file {path}. Give the path of a JSON key set.";
}
