// The flows of oauth4webapi (npm) against a hub: code with PKCE (pushed or not), user information, rotation of refresh tokens, client
// credentials, device grant, end of the session. It checks every answer by itself, among them the issuer in the authorization response
// (RFC 9207), the types of tokens and the headers of answers.
import * as oauth from 'oauth4webapi'
import { did, must, privateKey, refused, returned, settings } from './person.mjs'

const plain = { [oauth.allowInsecureRequests]: true }
const issuer = new URL(settings.issuer)
const hub = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, plain))
must(hub.code_challenge_methods_supported.join() === 'S256', 'PKCE is S256 only')
must(hub.authorization_response_iss_parameter_supported === true, 'the response names its issuer')
did('discovery')

const client = { client_id: settings.clientId }
const authentication = settings.keyFile ? oauth.PrivateKeyJwt(await privateKey()) : oauth.ClientSecretBasic(settings.secret)

const verifier = oauth.generateRandomCodeVerifier()
const state = oauth.generateRandomState()
const nonce = oauth.generateRandomNonce()
const parameters = new URLSearchParams({
  client_id: client.client_id,
  response_type: 'code',
  redirect_uri: settings.redirectUri,
  scope: 'openid profile email offline_access',
  code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
  code_challenge_method: 'S256',
  state,
  nonce,
})
const address = new URL(hub.authorization_endpoint)
if (settings.pushes) {
  const pushed = await oauth.processPushedAuthorizationResponse(
    hub, client, await oauth.pushedAuthorizationRequest(hub, client, authentication, parameters, plain))
  address.searchParams.set('client_id', client.client_id)
  address.searchParams.set('request_uri', pushed.request_uri)
  did('pushed request')
} else {
  address.search = parameters
}

const callback = oauth.validateAuthResponse(hub, client, await returned(address), state)
const tokens = await oauth.processAuthorizationCodeResponse(
  hub, client,
  await oauth.authorizationCodeGrantRequest(hub, client, authentication, callback, settings.redirectUri, verifier, plain),
  { expectedNonce: nonce, requireIdToken: true })
const claims = oauth.getValidatedIdTokenClaims(tokens)
did('code with PKCE')

const person = await oauth.processUserInfoResponse(hub, client, claims.sub, await oauth.userInfoRequest(hub, client, tokens.access_token, plain))
must(person.name === settings.name, `the name is ${person.name}`)
did('userinfo')

await oauth.validateJwtAccessToken(
  hub, new Request(`${settings.issuer}/resource`, { headers: { authorization: `Bearer ${tokens.access_token}` } }),
  settings.issuer, plain)
did('access token of RFC 9068')

const rotated = await oauth.processRefreshTokenResponse(
  hub, client, await oauth.refreshTokenGrantRequest(hub, client, authentication, tokens.refresh_token, plain))
must(rotated.refresh_token !== tokens.refresh_token, 'the refresh token was rotated')
await refused('invalid_grant', async () => oauth.processRefreshTokenResponse(
  hub, client, await oauth.refreshTokenGrantRequest(hub, client, authentication, tokens.refresh_token, plain)))
did('refresh rotation')

if (settings.machine) {
  const machine = await oauth.processClientCredentialsResponse(
    hub, client, await oauth.clientCredentialsGrantRequest(hub, client, authentication, { scope: 'federation' }, plain))
  const active = await oauth.processIntrospectionResponse(
    hub, client, await oauth.introspectionRequest(hub, client, authentication, machine.access_token, plain))
  must(active.active, 'the client\'s own token is active')
  await refused('unsupported_token_type', async () => oauth.processRevocationResponse(
    await oauth.revocationRequest(hub, client, authentication, machine.access_token, plain)))
  did('client credentials')
}

if (settings.device) {
  const device = await oauth.processDeviceAuthorizationResponse(
    hub, client, await oauth.deviceAuthorizationRequest(hub, client, authentication, { scope: 'openid profile' }, plain))
  const poll = async () => oauth.processDeviceCodeResponse(
    hub, client, await oauth.deviceCodeGrantRequest(hub, client, authentication, device.device_code, plain))
  await refused('authorization_pending', poll)
  console.log(`type ${device.user_code} ${device.verification_uri}`)
  const granted = await polled(poll, device.interval ?? 5)
  must(oauth.getValidatedIdTokenClaims(granted).sub === claims.sub, 'the same person at the command line')
  did('device grant')
}

if (settings.postLogoutUri) {
  const end = new URL(hub.end_session_endpoint)
  end.search = new URLSearchParams({ id_token_hint: tokens.id_token, post_logout_redirect_uri: settings.postLogoutUri, state: 'bye' })
  must((await returned(end, settings.postLogoutUri)).searchParams.get('state') === 'bye', 'the state came back')
  address.search = new URLSearchParams({ ...Object.fromEntries(parameters), prompt: 'none' })
  const silent = await returned(address)
  await refused('login_required', async () => oauth.validateAuthResponse(hub, client, silent, state))
  did('sign-out at the hub')
}
console.log('done')

// RFC 8628, 3.5: not sooner than the hub said, later if it asks for it.
async function polled(poll, interval) {
  for (;;) {
    await new Promise(resolve => setTimeout(resolve, interval * 1000))
    try {
      return await poll()
    } catch (error) {
      if (error.error === 'slow_down') {
        interval += 5
      } else if (error.error !== 'authorization_pending') {
        throw error
      }
    }
  }
}
