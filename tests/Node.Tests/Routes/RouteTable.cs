namespace Agon.Node.Tests.Routes;

/// <summary>
/// Who may do what: the status each route answers nobody, a stranger, a participant, an organizer and an operator. 302 asks to sign in,
/// 403 says no, 404 does not say whether there is anything. Writes are sent without a body: 400, 409 and 422 mean that the person may.
/// </summary>
internal static class RouteTable
{
    public const string Reading = """
        PAGE                                                                                200 200 200 200 200
        GET    /.well-known/agon-node                                                       200 200 200 200 200
        GET    /api/v1/bundles/{id:guid}                                                    401 404 404 200 404
        GET    /api/v1/competitions/                                                        200 200 200 200 200
        GET    /api/v1/competitions/{slug}                                                  200 200 200 200 200
        GET    /api/v1/competitions/{slug}/bundle                                           401 403 403 200 200
        GET    /api/v1/competitions/{slug}/participation                                    401 404 200 200 404
        GET    /api/v1/competitions/{slug}/phases                                           200 200 200 200 200
        GET    /api/v1/competitions/{slug}/phases/{number:int}/files/{file}                 401 404 404 404 404
        GET    /api/v1/competitions/{slug}/phases/{number:int}/leaderboard                  200 200 200 200 200
        GET    /api/v1/competitions/{slug}/phases/{number:int}/leaderboard.csv              200 200 200 200 200
        GET    /api/v1/competitions/{slug}/solutions/{number:int}/file                      401 404 404 404 404
        GET    /api/v1/competitions/{slug}/submissions                                      401 200 200 200 200
        GET    /api/v1/competitions/{slug}/tasks/{number:int}/files/{file}                  401 404 404 404 404
        GET    /api/v1/me                                                                   401 200 200 200 200
        GET    /api/v1/runs/{id:guid}/                                                      401 404 200 200 200
        GET    /api/v1/runs/{id:guid}/log                                                   401 404 200 200 200
        GET    /api/v1/runs/{id:guid}/outputs/{name}                                        401 404 404 404 404
        GET    /api/v1/submissions/{id:guid}                                                401 404 200 200 200
        GET    /api/v1/submissions/{id:guid}/fact-sheet                                     401 404 200 200 200
        GET    /api/v1/submissions/{id:guid}/file                                           401 404 200 200 200
        GET    /api/{documentName}/openapi.json                                             200 200 200 200 200
        GET    /competitions/imports/{id:guid}/events                                       302 404 404 200 200
        GET    /competitions/{slug}/bundle                                                  302 403 403 200 200
        GET    /competitions/{slug}/data/solutions/{number:int}                             404 404 404 404 404
        GET    /competitions/{slug}/data/tasks/{number:int}/{file}                          404 404 404 404 404
        GET    /competitions/{slug}/data/{number:int}/{file}                                404 404 404 404 404
        GET    /competitions/{slug}/events                                                  200 200 200 200 200
        GET    /competitions/{slug}/leaderboard/events                                      200 200 200 200 200
        GET    /competitions/{slug}/logo                                                    404 404 404 404 404
        GET    /competitions/{slug}/phases/{number:int}/leaderboard.csv                     200 200 200 200 200
        GET    /competitions/{slug}/phases/{number:int}/leaderboard.json                    200 200 200 200 200
        GET    /drafts/{key}                                                                404 404 404 404 404
        GET    /files/{token}                                                               404 404 404 404 404
        PAGE   /health/live                                                                 200 200 200 200 200
        PAGE   /health/ready                                                                200 200 200 200 200
        GET    /runs/{id:guid}/detailed-results                                             302 404 404 404 404
        GET    /runs/{id:guid}/log                                                          302 404 200 200 200
        GET    /runs/{id:guid}/outputs/{name}                                               302 404 404 404 404
        GET    /sign-on/finish                                                              302 302 302 302 302
        GET    /sign-on/keys                                                                200 200 200 200 200
        GET    /sign-on/signed-out/there                                                    302 302 302 302 302
        GET    /sign-on/{slug}                                                              302 302 302 302 302
        GET    /sign-on/{slug}/sign-out                                                     302 302 302 302 302
        GET    /submissions/{id:guid}/events                                                302 404 200 200 200
        GET    /submissions/{id:guid}/file                                                  302 404 200 200 200
        PAGE   account                                                                      302 200 200 200 200
        PAGE   account/check-mail                                                           200 200 200 200 200
        PAGE   account/confirm                                                              200 200 200 200 200
        PAGE   account/forgot                                                               200 200 200 200 200
        PAGE   account/identities                                                           302 200 200 200 200
        PAGE   account/shown-at-hub                                                         302 200 200 200 200
        PAGE   account/passkeys                                                             302 200 200 200 200
        PAGE   account/password                                                             302 200 200 200 200
        PAGE   account/profile                                                              302 200 200 200 200
        PAGE   account/register                                                             200 200 200 200 200
        PAGE   account/resend                                                               200 200 200 200 200
        PAGE   account/reset                                                                200 200 200 200 200
        PAGE   account/second-step                                                          302 200 200 200 200
        PAGE   account/second-step/key                                                      302 302 302 302 302
        PAGE   account/sessions                                                             302 200 200 200 200
        PAGE   account/sign-in                                                              200 302 302 302 302
        PAGE   account/sign-in/code                                                         200 200 200 200 200
        PAGE   account/sign-in/passkey                                                      200 200 200 200 200
        PAGE   account/sign-out                                                             302 200 200 200 200
        PAGE   account/tokens                                                               302 200 200 200 200
        PAGE   account/tokens/new                                                           302 200 200 200 200
        PAGE   account/tokens/{id:guid}/revoke                                              302 404 200 404 404
        PAGE   admin                                                                        302 403 403 403 200
        PAGE   admin/feed                                                                   302 403 403 403 200
        PAGE   admin/hub                                                                    302 403 403 403 200
        PAGE   admin/mails                                                                  302 403 403 403 200
        PAGE   admin/messages                                                               302 403 403 403 200
        PAGE   admin/operators                                                              302 403 403 403 200
        PAGE   admin/settings                                                               302 403 403 403 200
        PAGE   admin/sign-on                                                                302 403 403 403 200
        PAGE   admin/sign-on/{slug}                                                         302 403 403 403 200
        PAGE   competitions                                                                 200 200 200 200 200
        PAGE   competitions/imports/{id:guid}                                               302 404 404 200 200
        PAGE   competitions/new                                                             302 200 200 200 200
        PAGE   competitions/{slug}                                                          200 200 200 200 200
        PAGE   competitions/{slug}/data                                                     200 200 200 200 200
        PAGE   competitions/{slug}/join                                                     302 200 200 200 200
        PAGE   competitions/{slug}/leaderboard                                              200 200 200 200 200
        PAGE   competitions/{slug}/manage                                                   302 403 403 200 200
        PAGE   competitions/{slug}/manage/access                                            302 403 403 200 200
        PAGE   competitions/{slug}/manage/details                                           302 403 403 200 200
        PAGE   competitions/{slug}/manage/fact-sheet                                        302 403 403 200 200
        PAGE   competitions/{slug}/manage/fact-sheet/{question:guid}                        302 403 403 200 200
        PAGE   competitions/{slug}/manage/listing                                           302 403 403 200 200
        PAGE   competitions/{slug}/manage/participants                                      302 403 403 200 200
        PAGE   competitions/{slug}/manage/phases/{number:int:min(1)}                        302 403 403 200 200
        PAGE   competitions/{slug}/manage/publish                                           302 403 403 200 200
        PAGE   competitions/{slug}/manage/submissions                                       302 403 403 200 200
        PAGE   competitions/{slug}/pages/{number:int:min(1)}                                200 200 200 200 200
        PAGE   competitions/{slug}/rules                                                    200 200 200 200 200
        PAGE   competitions/{slug}/submissions                                              302 200 200 200 200
        PAGE   competitions/{slug}/submissions/new                                          302 200 200 200 200
        PAGE   docs/problems                                                                200 200 200 200 200
        PAGE   error/{status:int}                                                           404 404 404 404 404
        PAGE   setup/{code}                                                                 404 404 404 404 404
        PAGE   sign-on/confirm                                                              200 200 200 200 200
        PAGE   sign-on/failed/{reason}                                                      200 200 200 200 200
        PAGE   sign-on/link                                                                 302 302 302 302 302
        PAGE   sign-on/new                                                                  302 302 302 302 302
        PAGE   sign-on/signed-out                                                           302 302 302 302 302
        PAGE   submissions/{id:guid}                                                        302 404 200 200 200
        PAGE   submissions/{id:guid}/fact-sheet                                             302 404 200 200 200
        """;

    public const string Writing = """
        POST   /api/v1/bundles/                                                             401 422 422 422 422
        POST   /api/v1/competitions/{slug}/participation                                    401 400 400 400 400
        POST   /api/v1/competitions/{slug}/phases/{number:int}/submissions                  401 422 422 422 422
        POST   /api/v1/competitions/{slug}/publish                                          401 403 403 409 409
        POST   /api/v1/competitions/{slug}/unpublish                                        401 403 403 200 200
        POST   /api/v1/runs/{id:guid}/cancel                                                401 404 409 409 409
        DELETE /api/v1/submissions/{id:guid}/entry                                          401 404 409 404 404
        PUT    /api/v1/submissions/{id:guid}/fact-sheet                                     401 404 400 400 400
        PUT    /api/v1/submissions/{id:guid}/entry                                          401 404 409 404 404
        POST   /api/v1/submissions/{id:guid}/rerun                                          401 404 404 200 200
        POST   /api/v1/submissions/{id:guid}/start                                          401 404 404 409 409
        POST   /api/worker/leases/                                                          401 403 403 403 400
        PUT    /api/worker/leases/{id:guid}/outputs/{name}                                  401 403 403 403 400
        POST   /api/worker/leases/{id:guid}/renew                                           401 403 403 403 400
        POST   /api/worker/leases/{id:guid}/report                                          401 403 403 403 400
        POST   /sign-on/{slug}/logout                                                       400 400 400 400 400
        """;
}
