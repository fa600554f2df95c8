namespace Agon.Hub.Tests.Routes;

/// <summary>
/// Who may do what: the status each route answers nobody, a person, a curator and an administrator. 302 asks to sign in, 403 says no, 404
/// does not say whether there is anything. Writes are sent without a body.
/// </summary>
internal static class RouteTable
{
    public const string Reading = """
        PAGE                                                      200 200 200 200
        GET    /competitions/{slug}/standings/{phase:int}.json    404 404 404 404
        GET    /.well-known/oauth-authorization-server            200 200 200 200
        GET    /.well-known/openid-configuration                  200 200 200 200
        GET    /api/v1/competitions/                              200 200 200 200
        GET    /api/v1/competitions/{slug}                        404 404 404 404
        GET    /api/v1/competitions/{slug}/standings              404 404 404 404
        GET    /api/{documentName}/openapi.json                   404 404 404 404
        GET    /competitions.atom                                 200 200 200 200
        GET    /competitions.ics                                  200 200 200 200
        GET    /competitions/{slug}.ics                           404 404 404 404
        GET    /competitions/{slug}/logo                          404 404 404 404
        GET    /connect/jwks                                      200 200 200 200
        GET    /connect/register/{client}                         401 401 401 401
        GET    /connect/userinfo                                  401 401 401 401
        PAGE   /health/live                                       200 200 200 200
        PAGE   /health/ready                                      200 200 200 200
        PAGE   account                                            302 200 200 200
        PAGE   account/about                                      302 200 200 200
        PAGE   account/check-mail                                 200 200 200 200
        PAGE   account/confirm                                    200 200 200 200
        PAGE   account/data                                       302 200 200 200
        PAGE   account/events                                     302 200 200 200
        PAGE   account/following                                  302 200 200 200
        PAGE   account/forgot                                     200 200 200 200
        PAGE   account/grants                                     302 200 200 200
        PAGE   account/passkeys                                   302 200 200 200
        PAGE   account/password                                   302 200 200 200
        PAGE   account/profile                                    302 200 200 200
        PAGE   account/register                                   200 200 200 200
        PAGE   account/resend                                     200 200 200 200
        PAGE   account/reset                                      200 200 200 200
        PAGE   account/second-step                                302 200 200 200
        PAGE   account/second-step/key                            302 302 302 302
        PAGE   account/sessions                                   302 200 200 200
        PAGE   account/sign-in                                    200 302 302 302
        PAGE   account/sign-in/code                               200 200 200 200
        PAGE   account/sign-in/passkey                            200 200 200 200
        PAGE   account/sign-out                                   302 200 200 200
        PAGE   administration/staff                               302 403 403 200
        PAGE   competitions                                       200 200 200 200
        PAGE   competitions/{slug}                                404 404 404 404
        PAGE   competitions/{slug}/report                         404 404 404 404
        PAGE   connect/authorize                                  400 400 400 400
        PAGE   connect/consent                                    400 400 400 400
        PAGE   connect/end-session                                302 302 302 302
        PAGE   connect/end-session/asked                          400 400 400 400
        PAGE   curation                                           302 403 200 200
        PAGE   curation/audit                                     302 403 200 200
        PAGE   curation/changes                                   302 403 200 200
        PAGE   curation/clients                                   302 403 200 200
        PAGE   curation/clients/new                               302 403 200 200
        PAGE   curation/clients/{client}                          302 403 404 404
        PAGE   curation/feeds                                     302 403 200 200
        PAGE   curation/invitations                               302 403 200 200
        PAGE   curation/listings                                  302 403 200 200
        PAGE   curation/listings/{slug}                           302 403 404 404
        PAGE   curation/listings/{slug}/correct                   302 403 404 404
        PAGE   curation/nodes                                     302 403 200 200
        PAGE   curation/nodes/{slug}                              302 403 404 404
        PAGE   curation/nodes/{slug}/feed                         302 403 404 404
        PAGE   curation/nodes/{slug}/feed/changes                 302 403 404 404
        PAGE   curation/reports                                   302 403 200 200
        PAGE   curation/series                                    302 403 200 200
        PAGE   curation/series/{slug}                             302 403 404 404
        PAGE   device                                             302 200 200 200
        PAGE   error/{status:int}                                 404 404 404 404
        PAGE   following/stop                                     200 200 200 200
        PAGE   nodes                                              200 200 200 200
        PAGE   nodes/{slug}                                       404 404 404 404
        PAGE   people/{id:guid}                                   404 404 404 404
        PAGE   series                                             200 200 200 200
        PAGE   series/{slug}                                      404 404 404 404
        """;

    public const string Writing = """
        POST   /connect/device                                    400 400 400 400
        POST   /connect/introspect                                400 400 400 400
        POST   /connect/par                                       400 400 400 400
        POST   /connect/register                                  401 401 401 401
        DELETE /connect/register/{client}                         401 401 401 401
        PUT    /connect/register/{client}                         401 401 401 401
        POST   /connect/revoke                                    400 400 400 400
        POST   /connect/token                                     400 400 400 400
        POST   /connect/userinfo                                  401 401 401 401
        POST   /federation/enrolment                              401 401 401 401
        POST   /federation/feed                                   401 401 401 401
        POST   /federation/inventory                              401 401 401 401
        POST   /federation/leave                                  401 401 401 401
        POST   /federation/report                                 401 401 401 401
        POST   /federation/standing                               401 401 401 401
        """;
}
