// The flows of openid-client (npm) against a hub: code with PKCE (pushed or not), user information, introspection, rotation of
// refresh tokens and their reuse, revocation, client credentials, device grant, end of the session.
import * as oidc from 'openid-client'
import { did, must, privateKey, refused, returned, settings } from './person.mjs'

const authentication = settings.keyFile ? oidc.PrivateKeyJwt(await privateKey()) : oidc.ClientSecretBasic(settings.secret)
const hub = await oidc.discovery(new URL(settings.issuer), settings.clientId, {}, authentication, { execute: [oidc.allowInsecureRequests] })
did('discovery')

async function signIn(more = {}) {
  const verifier = oidc.randomPKCECodeVerifier()
  const state = oidc.randomState()
  const nonce = oidc.randomNonce()
  const parameters = {
    redirect_uri: settings.redirectUri,
    scope: 'openid profile email offline_access',
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
    ...more,
  }
  const address = settings.pushes ? await oidc.buildAuthorizationUrlWithPAR(hub, parameters) : oidc.buildAuthorizationUrl(hub, parameters)
  if (settings.pushes) {
    must(address.searchParams.get('request_uri'), 'the request was pushed')
    did('pushed request')
  }
  const callback = await returned(address)
  const tokens = await oidc.authorizationCodeGrant(hub, callback, {
    pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true,
  })
  return { tokens, callback, verifier, state, nonce }
}

const first = await signIn()
const claims = first.tokens.claims()
must(claims.nonce === first.nonce, 'the nonce came back')
must(claims.sub && claims.sid, 'a subject and a session')
did('code with PKCE')

const person = await oidc.fetchUserInfo(hub, first.tokens.access_token, claims.sub)
must(person.name === settings.name, `the name is ${person.name}`)
must(person.email === settings.email && person.email_verified === true, 'the confirmed address')
did('userinfo')

const active = await oidc.tokenIntrospection(hub, first.tokens.access_token)
must(active.active === true && active.client_id === settings.clientId, 'the access token is active')
did('introspection')

const second = await oidc.refreshTokenGrant(hub, first.tokens.refresh_token)
must(second.refresh_token && second.refresh_token !== first.tokens.refresh_token, 'the refresh token was rotated')
did('refresh rotation')

await refused('invalid_grant', () => oidc.refreshTokenGrant(hub, first.tokens.refresh_token))
await refused('invalid_grant', () => oidc.refreshTokenGrant(hub, second.refresh_token))
did('reuse ends the family')

const again = await signIn()
await refused('invalid_grant', () => oidc.authorizationCodeGrant(hub, again.callback, {
  pkceCodeVerifier: again.verifier, expectedState: again.state, expectedNonce: again.nonce,
}))
await refused('invalid_grant', () => oidc.refreshTokenGrant(hub, again.tokens.refresh_token))
did('a replayed code ends what it gave')

const third = await signIn()
await oidc.tokenRevocation(hub, third.tokens.refresh_token)
await refused('invalid_grant', () => oidc.refreshTokenGrant(hub, third.tokens.refresh_token))
did('revocation')

if (settings.machine) {
  const machine = await oidc.clientCredentialsGrant(hub, { scope: 'federation' })
  must((await oidc.tokenIntrospection(hub, machine.access_token)).active, 'the client\'s own token is active')
  did('client credentials')
}

if (settings.device) {
  const device = await oidc.initiateDeviceAuthorization(hub, { scope: 'openid profile' })
  must(device.user_code && device.verification_uri, 'a code and where to type it')
  console.log(`type ${device.user_code} ${device.verification_uri}`)
  const granted = await oidc.pollDeviceAuthorizationGrant(hub, device)
  must(granted.access_token, 'an access token for the command line')
  did('device grant')
}

if (settings.postLogoutUri) {
  const fourth = await signIn()
  const signedOut = await returned(oidc.buildEndSessionUrl(hub, {
    post_logout_redirect_uri: settings.postLogoutUri, id_token_hint: fourth.tokens.id_token, state: 'bye',
  }), settings.postLogoutUri)
  must(signedOut.searchParams.get('state') === 'bye', 'the state came back')
  await refused('login_required', () => signIn({ prompt: 'none' }))
  did('sign-out at the hub')
}
console.log('done')
