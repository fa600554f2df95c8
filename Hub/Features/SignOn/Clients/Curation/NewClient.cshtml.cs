using System.ComponentModel.DataAnnotations;
using Agon.Federation.Contracts.Signing;
using Agon.Portal.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Net.Http.Headers;

namespace Agon.Hub.Features.SignOn.Clients.Curation;

[FreshSignIn(IsWritten = true)]
internal sealed class NewClientModel(RegisterClient register) : PageModel
{
    public static IReadOnlyList<SelectListItem> Algorithms { get; } =
        [.. new[] { SigningAlgorithm.RS256, SigningAlgorithm.ES256 }.Select(a => new SelectListItem($"{a}", $"{a}"))];

    public static string ScopesHint { get; } = $"Words separated by spaces, of these: {SignOnScopes.Write(SignOnScopes.All)}.";

    /// <summary>What was just made: on this answer and nowhere else.</summary>
    public NewSecret? Shown { get; private set; }

    [BindProperty]
    public ClientForm Form { get; set; } = new();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }

        switch (await register.ExecuteAsync(Form.Registration(), ct))
        {
            case RegisterClientOutcome.Registered(var client, var secret):
                Response.Headers[HeaderNames.CacheControl] = "no-store";
                Shown = new NewSecret($"{client.Name} is registered", client.ClientId, secret);
                break;
            case RegisterClientOutcome.Refused(var refusal):
                ModelState.AddModelError(ClientMessages.FieldOf(refusal), SignOnMessages.Describe(refusal));
                break;
        }

        return Page();
    }

    internal sealed class ClientForm
    {
        [Required(ErrorMessage = ClientMessages.EnterName)]
        public string Name { get; set; } = "";

        [Required(ErrorMessage = ClientMessages.EnterRedirectUri)]
        public string RedirectUris { get; set; } = "";

        public string? PostLogoutUris { get; set; }

        public string? LogoutUri { get; set; }

        [Required(ErrorMessage = ClientMessages.EnterScopes)]
        public string Scopes { get; set; } = SignOnScopes.Write([SignOnScopes.OpenId, SignOnScopes.Profile, SignOnScopes.Email]);

        [MaxLength(Client.KeysMaxLength, ErrorMessage = ClientMessages.KeysTooLong)]
        public string? Keys { get; set; }

        public bool IsForDevices { get; set; }

        public SigningAlgorithm IdTokenAlgorithm { get; set; } = SigningAlgorithm.RS256;

        public ClientRegistration Registration()
        {
            var scopes = Scopes.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            return new(Name.Trim(), Keys is null ? ClientAuthentication.SecretBasic : ClientAuthentication.PrivateKeyJwt)
            {
                RedirectUris = Lines(RedirectUris),
                PostLogoutRedirectUris = Lines(PostLogoutUris),
                BackChannelLogoutUri = LogoutUri?.Trim(),
                Keys = Keys is null ? null : ClientKeys.Read(Keys),
                IdTokenAlgorithm = IdTokenAlgorithm,
                Scopes = scopes,
                Grants = ClientCreateCommand.GrantsOf(scopes, IsForDevices),
            };
        }

        private static string[] Lines(string? text) => (text ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
