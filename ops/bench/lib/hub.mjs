// A hub, a curator's browser at it, and nodes that join it and tell it things as the protocol says.
import { createHash, randomUUID, webcrypto } from 'node:crypto'
import http from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

const { subtle } = webcrypto
const JSON_BODY = 'application/json'
const FORM_BODY = 'application/x-www-form-urlencoded'
const json = value => Buffer.from(JSON.stringify(value)).toString('base64url')

export class Hub {
  #address
  #cookies
  #agent = new http.Agent({ keepAlive: true, maxSockets: Infinity })

  // How often a node was told to come again.
  sentAway = 0

  constructor(address, cookies) {
    this.#address = address
    this.#cookies = new Map(cookies.map(c => c.split(/=(.*)/s)))
  }

  call(method, path, headers = {}, body = '') {
    return new Promise((resolve, reject) => {
      const request = http.request(new URL(path, this.#address), { method, agent: this.#agent, headers: body ? { ...headers, 'content-length': Buffer.byteLength(body) } : headers }, response => {
        let text = ''
        response.setEncoding('utf8').on('data', part => { text += part }).on('error', reject).on('end', () => resolve({ status: response.statusCode, headers: response.headers, text }))
      }).on('error', reject)
      request.end(body)
    })
  }

  async expect(status, method, path, headers, body) {
    const answer = await this.call(method, path, headers, body)
    if (answer.status !== status) { throw new Error(`${method} ${path} answers ${answer.status}: ${answer.text.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ').slice(0, 600)}`) }
    return answer
  }

  // How long an anonymous reader waits for the whole of a page, in milliseconds. `check` looks at its text.
  async read(path, check) {
    const began = performance.now()
    const { text } = await this.expect(200, 'GET', path)
    const took = performance.now() - began
    check(text, path)
    return took
  }

  // The curator looks at a page.
  async look(path) {
    const page = await this.expect(200, 'GET', path, { cookie: this.#cookie() })
    for (const line of page.headers['set-cookie'] ?? []) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)
      this.#cookies.set(name, value)
    }
    return page.text
  }

  // The curator sends a form of a page.
  async post(path, handler, fields) {
    const token = /name="__RequestVerificationToken"[^>]*value="([^"]+)"/.exec(await this.look(path))[1]
    return this.call('POST', handler ? `${path}?handler=${handler}` : path, { cookie: this.#cookie(), 'content-type': FORM_BODY }, `${new URLSearchParams({ ...fields, __RequestVerificationToken: token })}`)
  }

  // A node that was invited, asked to join, was approved, and has a token.
  async join(number, institution) {
    const pair = await subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])
    const { kty, crv, x, y } = await subtle.exportKey('jwk', pair.publicKey)
    const kid = createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url')
    const node = { number, institution, key: pair.privateKey, kid, address: `http://localhost:${20_000 + number}` }
    const invited = await this.post('/curation/invitations', 'Invite', { 'Form.Note': `Bench ${number}`, 'Form.Days': '7' })
    const invitation = /<dt>Token<\/dt>\s*<dd><code class="secret">([^<]+)</.exec(invited.text)[1]
    const { clientId, slug } = JSON.parse((await this.expect(201, 'POST', '/federation/enrolment', { authorization: `Bearer ${invitation}`, 'content-type': JSON_BODY }, JSON.stringify({
      version: 1, address: node.address, name: `Node ${number} of ${institution}`, institution, software: 'bench', keys: { keys: [{ kty, kid, use: 'sig', alg: 'ES256', crv, x, y }] },
    }))).text)
    const approved = await this.post(`/curation/nodes/${slug}`, 'Decide', { 'Form.Act': 'Approve' })
    if (approved.status !== 302) { throw new Error(`node ${slug} could not be approved: ${approved.status}`) }
    const now = Math.floor(Date.now() / 1000)
    const token = await this.expect(200, 'POST', '/connect/token', { 'content-type': FORM_BODY }, `${new URLSearchParams({
      grant_type: 'client_credentials', scope: 'federation', client_id: clientId, client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: await sign(node, 'JWT', { iss: clientId, sub: clientId, aud: this.#address, jti: randomUUID(), iat: now, exp: now + 120 }),
    })}`)
    return { ...node, slug, token: JSON.parse(token.text).access_token }
  }

  // A node tells a batch of records, all of which must be taken. The hub takes few batches at once; who is sent away comes again.
  async deliver(node, after, through, head, records) {
    const batch = `{"version":1,"after":${after},"through":${through},"head":${head},"sentAt":"${new Date().toISOString()}","records":[${records.join(',')}]}`
    let taken
    while ((taken = await this.call('POST', '/federation/feed', { authorization: `Bearer ${node.token}`, 'content-type': JSON_BODY }, batch)).status === 503) {
      this.sentAway++
      await sleep(5000 + Math.random() * 10_000)
    }
    if (taken.status !== 200) { throw new Error(`a batch is answered ${taken.status}: ${taken.text.slice(0, 600)}`) }
    const answer = JSON.parse(taken.text)
    const refused = answer.results.filter(r => r.verdict.toLowerCase() !== 'taken')
    if (refused.length > 0) { throw new Error(`refused: ${JSON.stringify(refused[0])}`) }
    return answer.cursor
  }

  #cookie() { return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ') }
}

async function sign(node, type, claims) {
  const head = `${json({ alg: 'ES256', typ: type, kid: node.kid })}.${json(claims)}`
  return `${head}.${Buffer.from(await subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, node.key, Buffer.from(head))).toString('base64url')}`
}

// A record of the feed; standings and their entries are signed.
export async function record(node, sequence, kind, key, fact) {
  const body = JSON.stringify(fact)
  const hash = createHash('sha256').update(body).digest('hex')
  const isSigned = kind === 'standings' || kind === 'entry'
  const signature = isSigned ? `,"signature":"${await sign(node, 'agon-fact+jwt', { iss: node.address, sub: `${kind}/${key}`, hash, iat: Math.floor(Date.now() / 1000) })}"` : ''
  return `{"sequence":${sequence},"kind":"${kind}","key":"${key}","revision":${sequence},"version":1,"hash":"${hash}","body":${body}${signature}}`
}
