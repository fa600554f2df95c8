namespace Agon.Hub.Features.SignOn.Clients.Curation;

/// <summary>What is shown once to a curator.</summary>
/// <param name="Title">What happened.</param>
/// <param name="ClientId">The client it belongs to.</param>
/// <param name="Secret">The secret, if there is one.</param>
/// <param name="SecretIs">What it is called.</param>
internal sealed record NewSecret(string Title, string? ClientId, string? Secret, string SecretIs = "Secret");
