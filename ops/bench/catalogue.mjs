// What ops/bench/catalogue runs: nodes that join and tell the hub everything they have, and then people who search.
import { createHash, randomUUID, webcrypto } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

const { subtle } = webcrypto
const setup = JSON.parse(readFileSync(0, 'utf8'))
const agent = new http.Agent({ keepAlive: true, maxSockets: Infinity })
const DAY = 86_400_000
let sentAway = 0

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

async function post(path, handler, fields) {
  const page = await expect(200, 'GET', path, { cookie: cookie() })
  for (const line of page.headers['set-cookie'] ?? []) {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)
    cookies.set(name, value)
  }
  const token = /name="__RequestVerificationToken"[^>]*value="([^"]+)"/.exec(page.text)[1]
  return call('POST', `${path}?handler=${handler}`, { cookie: cookie(), 'content-type': 'application/x-www-form-urlencoded' }, `${new URLSearchParams({ ...fields, __RequestVerificationToken: token })}`)
}

async function join(number) {
  const pair = await subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])
  const { kty, crv, x, y } = await subtle.exportKey('jwk', pair.publicKey)
  const kid = createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url')
  const node = { number, key: pair.privateKey, jwk: { kty, kid, use: 'sig', alg: 'ES256', crv, x, y }, address: `http://localhost:${20000 + number}`, institution: institution(number) }
  const invited = await post('/curation/invitations', 'Invite', { 'Form.Note': `Bench ${number}`, 'Form.Days': '7' })
  const invitation = /<dt>Token<\/dt>\s*<dd><code class="secret">([^<]+)</.exec(invited.text)[1]
  const answer = JSON.parse((await expect(201, 'POST', '/federation/enrolment', { authorization: `Bearer ${invitation}`, 'content-type': 'application/json' }, JSON.stringify({
    version: 1, address: node.address, name: `Node ${number} of ${node.institution}`, institution: node.institution, software: 'bench', keys: { keys: [node.jwk] },
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

// Words as in a language: a few are everywhere, most are rare.
const SYLLABLES = ['ba', 'den', 'fir', 'go', 'hul', 'ka', 'lem', 'mi', 'nor', 'pra', 'quo', 'ris', 'sta', 'tu', 'ven', 'wex', 'yo', 'zin', 'bral', 'cho']
const WORDS = Array.from({ length: 20_000 }, (_, i) => SYLLABLES[i % 20] + SYLLABLES[Math.floor(i / 20) % 20] + SYLLABLES[Math.floor(i / 400) % 20] + (i >= 8000 ? SYLLABLES[Math.floor(i / 8000)] : ''))
let seed = 20_261_121
function random() {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
  return seed / 2_147_483_648
}
const below = most => Math.floor(random() * most)
const word = () => WORDS[Math.min(WORDS.length - 1, Math.floor(Math.exp(random() * Math.log(WORDS.length))) - 1)]
const text = most => { let line = ''; for (;;) { const next = word(); if (line.length + next.length + 1 > most) { return line }; line += (line ? ' ' : '') + next } }
const capital = line => line[0].toUpperCase() + line.slice(1)
const pick = list => list[below(list.length)]
const TASKS = ['classification', 'regression', 'segmentation', 'forecasting', 'detection', 'ranking', 'translation', 'generation', 'clustering', 'anomaly-detection']
const DATA = ['image', 'medical-image', 'tabular', 'text', 'time-series', 'audio', 'graph', 'video', 'satellite', 'code']
function institution(number) { return `University of ${capital(WORDS[(number * 37) % 8000])}` }

function card(node) {
  const starts = Date.now() + (below(720) - 600) * DAY
  const half = starts + (1 + below(120)) * DAY
  const id = () => randomUUID()
  const at = ms => new Date(ms).toISOString()
  return {
    title: capital(text(20 + below(60))), text: text(100 + below(300)), address: `${node.address}/competitions/${word()}`, organizer: capital(text(20)), institution: random() < 0.8 ? node.institution : institution(below(1000)),
    tags: [...new Set(Array.from({ length: below(5) }, word))], taskTypes: [pick(TASKS)], modalities: [...new Set([pick(DATA), pick(DATA)])], submissionKinds: pick([['results'], ['code'], ['code', 'results']]),
    prize: random() < 0.2 ? `${1 + below(20)} 000 EUR` : undefined, language: pick(['en', 'en', 'en', 'fr', 'de', 'es']), isConfidential: random() < 0.15, publishedAt: at(starts - 10 * DAY),
    phases: [{ id: id(), name: 'Development', startsAt: at(starts), endsAt: at(half) }, { id: id(), name: 'Final', startsAt: at(half), endsAt: random() < 0.9 ? at(half + (1 + below(60)) * DAY) : undefined }],
  }
}

function record(sequence, kind, key, fact) {
  const body = JSON.stringify(fact)
  return `{"sequence":${sequence},"kind":"${kind}","key":"${key}","revision":${sequence},"version":1,"hash":"${createHash('sha256').update(body).digest('hex')}","body":${body}}`
}

// A card and its numbers for each competition, in batches as large as a node makes them.
async function tell(node) {
  let sequence = 0, after = 0
  const head = setup.each * 2
  while (after < head) {
    const records = []
    let bytes = 0
    while (sequence < head && records.length < 500 && bytes < 1_900_000) {
      const key = randomUUID()
      records.push(record(++sequence, 'competition', key, card(node)))
      records.push(record(++sequence, 'activity', key, { participants: 4 + below(400), submissions: 4 + Math.floor(Math.exp(random() * 9)), lastSubmissionOn: '2026-11-01' }))
      bytes += records.at(-1).length + records.at(-2).length + 2
    }
    const batch = `{"version":1,"after":${after},"through":${sequence},"head":${head},"sentAt":"${new Date().toISOString()}","records":[${records.join(',')}]}`
    let taken
    // The hub takes few at once; a node that was sent away comes again, as its ladder says.
    while ((taken = await call('POST', '/federation/feed', { authorization: `Bearer ${node.token}`, 'content-type': 'application/json' }, batch)).status === 503) {
      sentAway++
      await sleep(5000 + below(10_000))
    }
    if (taken.status !== 200) { throw new Error(`a batch is answered ${taken.status}: ${taken.text.slice(0, 600)}`) }
    const answer = JSON.parse(taken.text)
    const refused = answer.results.filter(r => r.verdict !== 'Taken')
    if (refused.length > 0) { throw new Error(`refused: ${JSON.stringify(refused[0])}`) }
    after = answer.cursor
  }
}

const fields = () => readFileSync(`/proc/${setup.process}/stat`, 'utf8').replace(/^.*\) /, '').split(' ')
const computed = () => 10 * (Number(fields()[11]) + Number(fields()[12]))
const memory = () => Math.round(Number(fields()[21]) * 4096 / 1_048_576)

function percentile(numbers, p) {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * p / 100) - 1)]
}

// What people ask for: nothing, a facet or two, words, or both.
function question() {
  const asked = new URLSearchParams()
  if (random() < 0.6) { asked.set('search', Array.from({ length: 1 + below(2) }, () => random() < 0.3 ? word().slice(0, 4) : word()).join(' ')) }
  if (random() < 0.5) { asked.set('status', pick(['open', 'open', 'upcoming', 'closed'])) }
  if (random() < 0.3) { asked.set('task', pick(TASKS)) }
  if (random() < 0.3) { asked.set('modality', pick(DATA)) }
  if (random() < 0.1) { asked.set('institution', institution(below(setup.nodes))) }
  if (random() < 0.2) { asked.set('sort', pick(['newest', 'most-active', 'closing-soon'])) }
  if (random() < 0.1) { asked.set('page', String(1 + below(5))) }
  return `/competitions?${asked}`
}

async function searching(seconds) {
  const times = []
  let found = 0
  const until = performance.now() + seconds * 1000
  const cpu = computed()
  await Promise.all(Array.from({ length: setup.clients }, async () => {
    while (performance.now() < until) {
      const path = question()
      const began = performance.now()
      const answer = await expect(200, 'GET', path)
      times.push(performance.now() - began)
      if (!answer.text.includes('class="facets"')) { throw new Error(`${path} shows no facets`) }
      found += answer.text.includes('<ul class="rows">') ? 1 : 0
    }
  }))
  return { times, found, cpu: (computed() - cpu) / times.length }
}

let isMet = true
let node
if (!setup.isFilled) {
  const began = performance.now()
  const nodes = []
  for (let i = 1; i <= setup.nodes; i++) { nodes.push(await join(i)) }
  node = nodes[0]
  console.log(`${setup.nodes} nodes joined, ${((performance.now() - began) / 1000).toFixed(1)} s`)
  const [cpu, filling] = [computed(), performance.now()]
  await Promise.all(nodes.map(tell))
  const seconds = (performance.now() - filling) / 1000
  const records = setup.nodes * setup.each * 2
  isMet = seconds <= 300
  console.log(`${records} records of ${setup.nodes * setup.each} competitions taken in ${seconds.toFixed(1)} s: ${(records / seconds).toFixed(0)} a second, ${((computed() - cpu) / records).toFixed(2)} ms of the processors each; ${sentAway} times a node was told to come again; the limit is 300 s${isMet ? '' : ': NOT MET'}`)
  writeFileSync(setup.filled, '')
}

const listed = /([\d\s\u202f]+) competitions/.exec((await expect(200, 'GET', '/competitions')).text.replaceAll('&#x202F;', ''))
console.log(`the hub lists ${listed?.[1].trim()} competitions and holds ${memory()} MiB`)
await searching(10)
const { times, found, cpu } = await searching(30)
const p95 = percentile(times, 95)
console.log(`${setup.clients} clients, ${times.length} searches in 30 s, ${found} with something found: median ${percentile(times, 50).toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, longest ${percentile(times, 100).toFixed(0)} ms; ${cpu.toFixed(1)} ms of the processors each; ${memory()} MiB`)
console.log(`p95 of a search: ${p95.toFixed(0)} ms, the limit is 50 ms${p95 <= 50 ? '' : ': NOT MET'}`)
process.exitCode = isMet && p95 <= 50 ? 0 : 1
