using System.Diagnostics.CodeAnalysis;
using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json;
using Agon.Node.Data;
using Agon.Node.Features.SignOn.Identities;
using Agon.Node.Features.SignOn.Issuers;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Agon.Node.Features.SignOn.Protocol;

/// <summary>
/// Sends browsers to issuers and takes them back, for every issuer in the database: state, its cookie and the hand-over to the node's
/// pages are the framework's; what an issuer says is checked by <see cref="ReceiveAnswer"/>.
/// </summary>
internal sealed partial class SignOnHandler(
    IOptionsMonitor<RemoteAuthenticationOptions> options, ILoggerFactory logs, UrlEncoder encoder)
    : RemoteAuthenticationHandler<RemoteAuthenticationOptions>(options, logs, encoder)
{
    public const string SchemeName = "SignOn";

    /// <summary>Where the ticket keeps the <see cref="VerifiedPerson"/>.</summary>
    public const string PersonItem = "person";

    // Goes along within the request that asks, and no further.
    private const string IssuerParameter = "issuer";

    // Taken at need: the framework makes a handler for every request, and nearly none is on its way to an issuer or back.
    private PropertiesDataFormat State => new(Service<IDataProtectionProvider>().CreateProtector("Agon.SignOn.State"));

    /// <summary>The properties of a challenge: which issuer, and where to go after.</summary>
    public static AuthenticationProperties Challenge(Issuer issuer, string returnUrl, bool isAgain, DateTimeOffset now)
    {
        var properties = new AuthenticationProperties { RedirectUri = NodeLinks.SignOn.Finish };
        SignOnRequest.Begin(issuer, returnUrl, isAgain, now).Write(properties);
        properties.SetParameter(IssuerParameter, issuer);
        return properties;
    }

    public override Task<bool> ShouldHandleRequestAsync() => Task.FromResult(HttpMethods.IsGet(Request.Method) && TryReadSlug(out _));

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var request = SignOnRequest.Read(properties);
        var issuer = properties.GetParameter<Issuer>(IssuerParameter)!;
        GenerateCorrelationId(properties);
        var asked = await Service<AskIssuer>().ExecuteAsync(issuer, request, State.Protect(properties), Context.RequestAborted);
        if (asked.IsGood(out var address, out var failure))
        {
            Response.Headers.CacheControl = "no-store";
            Response.Redirect(address);
        }
        else
        {
            Fail(failure, issuer.Slug, request.ReturnUrl);
        }
    }

    protected override async Task<HandleRequestResult> HandleRemoteAuthenticateAsync()
    {
        if (!Service<SignOnLimits>().MayAnswer(Context))
        {
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return HandleRequestResult.Handle();
        }

        TryReadSlug(out var slug);
        var properties = State.Unprotect(Request.Query["state"]);
        var request = properties is null ? null : SignOnRequest.Read(properties);
        var received = await ReceiveAsync(slug!, properties, request);
        if (!received.IsGood(out var answer, out var failure))
        {
            Fail(failure, slug!, request?.ReturnUrl);
            return HandleRequestResult.Handle();
        }

        // Who is known here enters at once, by the subject alone; everybody else is asked first.
        var person = answer.Person;
        var entered = await EnterAsync(person);
        if (entered is EnterOutcome.Entered or EnterOutcome.Refused)
        {
            await Context.ForgetPendingAsync();
            Response.Headers.CacheControl = "no-store";
            await TypedResults.LocalRedirect(entered is EnterOutcome.Refused(var refusal) ? NodeLinks.SignOn.Failed(refusal, person.Slug, person.ReturnUrl) : person.ReturnUrl)
                .ExecuteAsync(Context);
            return HandleRequestResult.Handle();
        }

        if (entered is EnterOutcome.Unknown)
        {
            var more = await Service<AskUserInfo>().ExecuteAsync(answer, Context.RequestAborted);
            if (!more.IsGood(out person, out failure))
            {
                Fail(failure, slug!, request!.ReturnUrl);
                return HandleRequestResult.Handle();
            }
        }

        var pending = new AuthenticationProperties { RedirectUri = entered is EnterOutcome.NeedsCode(var address) ? address : NodeLinks.SignOn.Finish };
        pending.Items[PersonItem] = JsonSerializer.Serialize(person);
        return HandleRequestResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity(SchemeName)), pending, SchemeName));
    }

    private async Task<EnterOutcome> EnterAsync(VerifiedPerson person)
    {
        // This handler's turn comes before anybody has looked who is signed in.
        Context.User = (await Context.AuthenticateAsync(IdentityConstants.ApplicationScheme)).Principal ?? new ClaimsPrincipal(new ClaimsIdentity());
        return await Service<EnterBySignOn>().ExecuteAsync(person, Context.User, hasWaited: false, Context.RequestAborted);
    }

    private async Task<SignOnResult<ReceivedPerson>> ReceiveAsync(string slug, AuthenticationProperties? properties, SignOnRequest? request)
    {
        if (await FindAsync(slug) is not { } issuer)
        {
            return SignOnFailure.IssuerUnknown;
        }

        if (properties is null || request is null)
        {
            return SignOnFailure.StateUnreadable;
        }

        if (request.Slug != issuer.Slug || request.IssuerAddress != issuer.Address || request.ClientId != issuer.ClientId)
        {
            return SignOnFailure.StateOfAnotherIssuer;
        }

        if (request.BegunAt + SignOnRequest.Validity < TimeProvider.GetUtcNow())
        {
            return SignOnFailure.StateExpired;
        }

        // Deletes the cookie, so that the same answer does not come a second time.
        return ValidateCorrelationId(properties)
            ? await Service<ReceiveAnswer>().ExecuteAsync(issuer, request, Request.Query, Context.RequestAborted)
            : SignOnFailure.StateOfAnotherBrowser;
    }

    private Task<Issuer?> FindAsync(string slug) => Issuer.FindAsync(Service<NodeDb>(), slug, Context.RequestAborted);

    private T Service<T>()
        where T : notnull => Context.RequestServices.GetRequiredService<T>();

    private void Fail(SignOnFailure failure, string slug, string? returnUrl)
    {
        LogFailed(Logger, slug, failure);
        Response.Redirect(NodeLinks.SignOn.Failed(failure, slug, returnUrl));
    }

    private bool TryReadSlug([NotNullWhen(true)] out string? slug)
    {
        slug = Request.Path.Value?.Split('/') is ["", "sign-on", var name, "callback"] ? name : null;
        return slug is not null;
    }

    [LoggerMessage(LogLevel.Warning, "Signing on by {Issuer} was refused: {Failure}")]
    private static partial void LogFailed(ILogger logger, string issuer, SignOnFailure failure);
}
