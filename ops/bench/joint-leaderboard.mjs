// What ops/bench/joint-leaderboard runs: nodes that join and tell standings, a curator who ties them into series, and people who read.
import { createHash, randomUUID, webcrypto } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import http from 'node:http'

const { subtle } = webcrypto
const setup = JSON.parse(readFileSync(0, 'utf8'))
const agent = new http.Agent({ keepAlive: true, maxSockets: Infinity })

function call(method, path, headers = {}, body = '') {
  return new Promise((resolve, reject) => {
    const request = http.request(new URL(path, setup.hub), { method, agent, headers: body ? { ...headers, 'content-length': Buffer.byteLength(body) } : headers }, response => {
      let text = ''
      response.setEncoding('utf8').on('data', part => { text += part }).on('error', reject).on('end', () => resolve({ status: response.statusCode, headers: response.headers, text }))
    }).on('error', reject)
    request.end(body)
  })
}

async function expect(status, method, path, headers, body) {
  const answer = await call(method, path, headers, body)
  if (answer.status !== status) { throw new Error(`${method} ${path} answers ${answer.status}: ${answer.text.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ').slice(0, 600)}`) }
  return answer
}

const json = value => Buffer.from(JSON.stringify(value)).toString('base64url')

async function sign(node, type, claims) {
  const head = `${json({ alg: 'ES256', typ: type, kid: node.jwk.kid })}.${json(claims)}`
  return `${head}.${Buffer.from(await subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, node.key, Buffer.from(head))).toString('base64url')}`
}

// A curator's browser.
const cookies = new Map(setup.cookies.map(c => c.split(/=(.*)/s)))
const cookie = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')

async function look(path) {
  const page = await expect(200, 'GET', path, { cookie: cookie() })
  for (const line of page.headers['set-cookie'] ?? []) {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)
    cookies.set(name, value)
  }
  return page.text
}

async function post(path, handler, fields) {
  const token = /name="__RequestVerificationToken"[^>]*value="([^"]+)"/.exec(await look(path))[1]
  return call('POST', handler ? `${path}?handler=${handler}` : path, { cookie: cookie(), 'content-type': 'application/x-www-form-urlencoded' }, `${new URLSearchParams({ ...fields, __RequestVerificationToken: token })}`)
}

async function join(number) {
  const pair = await subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])
  const { kty, crv, x, y } = await subtle.exportKey('jwk', pair.publicKey)
  const kid = createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url')
  const node = { number, key: pair.privateKey, jwk: { kty, kid, use: 'sig', alg: 'ES256', crv, x, y }, address: `http://localhost:${20000 + number}` }
  const invited = await post('/curation/invitations', 'Invite', { 'Form.Note': `Bench ${number}`, 'Form.Days': '7' })
  const invitation = /<dt>Token<\/dt>\s*<dd><code class="secret">([^<]+)</.exec(invited.text)[1]
  const answer = JSON.parse((await expect(201, 'POST', '/federation/enrolment', { authorization: `Bearer ${invitation}`, 'content-type': 'application/json' }, JSON.stringify({
    version: 1, address: node.address, name: `University ${number}`, institution: `University ${number}`, software: 'bench', keys: { keys: [node.jwk] },
  }))).text)
  Object.assign(node, { clientId: answer.clientId, slug: answer.slug })
  const approved = await post(`/curation/nodes/${node.slug}`, 'Decide', { 'Form.Act': 'Approve' })
  if (approved.status !== 302) { throw new Error(`node ${node.slug} could not be approved: ${approved.status}`) }
  const now = Math.floor(Date.now() / 1000)
  const assertion = await sign(node, 'JWT', { iss: node.clientId, sub: node.clientId, aud: setup.hub, jti: randomUUID(), iat: now, exp: now + 120 })
  const token = await expect(200, 'POST', '/connect/token', { 'content-type': 'application/x-www-form-urlencoded' }, `${new URLSearchParams({
    grant_type: 'client_credentials', scope: 'federation', client_id: node.clientId,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer', client_assertion: assertion,
  })}`)
  return { ...node, token: JSON.parse(token.text).access_token }
}

async function record(node, sequence, kind, key, fact) {
  const body = JSON.stringify(fact)
  const hash = createHash('sha256').update(body).digest('hex')
  const signature = kind === 'competition' ? '' : `,"signature":"${await sign(node, 'agon-fact+jwt', { iss: node.address, sub: `${kind}/${key}`, hash, iat: Math.floor(Date.now() / 1000) })}"`
  return `{"sequence":${sequence},"kind":"${kind}","key":"${key}","revision":${sequence},"version":1,"hash":"${hash}","body":${body}${signature}}`
}

let seed = 20_261_121
function random() {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
  return seed / 2_147_483_648
}

// A competition with standings of one phase. Scores have four decimals, so that many are equal.
async function tell(node, scorer) {
  const [competition, phase] = [randomUUID(), randomUUID()]
  const day = 86_400_000
  const at = ms => new Date(Date.now() + ms).toISOString()
  const facts = [
    ['competition', competition, { title: `Field ${node.number}`, text: 'Tell three varieties of wheat apart.', address: `${node.address}/competitions/wheat`, organizer: 'Olga', publishedAt: at(-30 * day), phases: [{ id: phase, name: 'Only', startsAt: at(-30 * day), endsAt: at(30 * day) }] }],
    ['standings', phase, { competition, title: 'Results', columns: [{ key: 'accuracy', title: 'Accuracy', isSmallerBetter: false, precision: 4 }, { key: 'time', title: 'Time', isSmallerBetter: true }], metric: 'accuracy', scorers: [scorer] }],
  ]
  for (let i = 0; i < setup.each; i++) {
    facts.push(['entry', `${phase}/${randomUUID()}`, { standings: phase, name: random() < 0.5 ? `Person ${i}` : undefined, scores: { accuracy: Math.round(1e4 * random() ** 0.3) / 1e4, time: 60 * random() }, submittedAt: at(-day * 30 * random()) }])
  }
  for (let after = 0; after < facts.length; after += 500) {
    const records = await Promise.all(facts.slice(after, after + 500).map(([kind, key, fact], i) => record(node, after + i + 1, kind, key, fact)))
    const batch = `{"version":1,"after":${after},"through":${after + records.length},"head":${facts.length},"sentAt":"${new Date().toISOString()}","records":[${records.join(',')}]}`
    const answer = JSON.parse((await expect(200, 'POST', '/federation/feed', { authorization: `Bearer ${node.token}`, 'content-type': 'application/json' }, batch)).text)
    const refused = answer.results.filter(r => r.verdict.toLowerCase() !== 'taken')
    if (refused.length > 0) { throw new Error(`refused: ${JSON.stringify(refused[0])}`) }
  }
}

async function tie(slug, nodes) {
  const made = await post('/curation/series', '', { 'Form.Title': slug, 'Form.Slug': slug })
  if (made.status !== 302) { throw new Error(`series ${slug} could not be made: ${made.status}`) }
  for (const node of nodes) {
    const found = await look(`/curation/series/${slug}?search=field-${node.number}`)
    const [, listing, phase] = new RegExp(`<bdi>Field ${node.number}</bdi>[\\s\\S]*?name="listing" value="([^"]+)"><input type="hidden" name="phase" value="([^"]+)"`).exec(found.slice(found.indexOf('name="search"')))
    await post(`/curation/series/${slug}`, 'Add', { listing, phase })
  }
}

function percentile(numbers, p) {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * p / 100) - 1)]
}

const fields = () => readFileSync(`/proc/${setup.process}/stat`, 'utf8').replace(/^.*\) /, '').split(' ')
const computed = () => 10 * (Number(fields()[11]) + Number(fields()[12]))

async function reading(path, clients, seconds) {
  const times = []
  const cpu = computed()
  const until = performance.now() + seconds * 1000
  await Promise.all(Array.from({ length: clients }, async () => {
    while (performance.now() < until) {
      const began = performance.now()
      const answer = await expect(200, 'GET', path)
      times.push(performance.now() - began)
      if ((answer.text.match(/<th scope="row">/g) ?? []).length !== 50) { throw new Error(`${path} does not show 50 entries`) }
    }
  }))
  return { median: percentile(times, 50), p95: percentile(times, 95), longest: Math.max(...times), count: times.length, cpu: (computed() - cpu) / times.length }
}

if (!setup.isFilled) {
  const nodes = []
  for (let i = 1; i <= setup.sources + 1; i++) { nodes.push(await join(i)) }
  const began = performance.now()
  await Promise.all(nodes.map((n, i) => tell(n, (i < setup.sources ? 'b' : 'c').repeat(64))))
  const seconds = (performance.now() - began) / 1000
  console.log(`${nodes.length * setup.each} entries taken in ${seconds.toFixed(1)} s: ${(nodes.length * setup.each / seconds).toFixed(0)} a second`)
  await tie('by-score', nodes.slice(0, -1))
  await tie('by-percentile', nodes.slice(1))
  writeFileSync(setup.filled, '')
}

const last = setup.sources * setup.each / 50
let isMet = true
for (const slug of ['by-score', 'by-percentile']) {
  const page = (await expect(200, 'GET', `/series/${slug}`)).text.replaceAll('&#x202F;', '')
  console.log(`${slug}: ${/<caption>(\d+) ranked entries of (\d+)/.exec(page.replace(/\u202f/g, ''))?.slice(1).join(' ranked entries of ')} standings`)
  for (let i = 0; i < 3; i++) { await reading(`/series/${slug}`, setup.clients, 3) }
  for (const [clients, number] of [[1, 1], [setup.clients, 1], [1, Math.floor(last / 2)], [1, last]]) {
    const seen = await reading(`/series/${slug}?page=${number}`, clients, 10)
    console.log(`  page ${number}, ${clients} at once: ${seen.count} in 10 s, median ${seen.median.toFixed(1)} ms, p95 ${seen.p95.toFixed(1)} ms, longest ${seen.longest.toFixed(0)} ms; ${seen.cpu.toFixed(1)} ms of the processors each`)
    if (number === 1 && seen.p95 > 100) { isMet = false }
  }
}
console.log(`p95 of first pages: the limit is 100 ms${isMet ? '' : ': NOT MET'}`)
process.exitCode = isMet ? 0 : 1
