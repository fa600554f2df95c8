// What ops/bench/sign-on runs: browsers that are signed in at the hub, each with a cookie of its own, sign in at the node.
// What the servers say about their own time is read from their logs, by the trace that a sign-in's first request names.
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import http from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { computed as computedBy, percentile } from './lib/measure.mjs'

const setup = JSON.parse(readFileSync(0, 'utf8'))
const agent = new http.Agent({ keepAlive: true, maxSockets: Infinity })

function get(url, cookies, trace) {
  return new Promise((resolve, reject) => {
    const headers = { traceparent: `00-${trace}-${randomBytes(8).toString('hex')}-01`, cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') }
    http.get(url, { agent, headers }, response => {
      let body = ''
      response.setEncoding('utf8').on('data', part => { body += part }).on('error', reject).on('end', () => resolve({ status: response.statusCode, headers: response.headers, body }))
    }).on('error', reject)
  })
}

// From the click at the node to the answer with the node's session, and on to the page with the person's name. The node does not know the browser yet.
async function signIn(hubCookies) {
  const [trace, pageTrace] = [randomBytes(16).toString('hex'), randomBytes(16).toString('hex')]
  let sessionMs
  const jars = new Map([[new URL(setup.hub).host, new Map(hubCookies)], [new URL(setup.node).host, new Map()]])
  const began = performance.now()
  let url = new URL('/sign-on/hub?returnUrl=/', setup.node)
  for (let hops = 0; hops < 8; hops++) {
    const answer = await get(url, jars.get(url.host), sessionMs ? pageTrace : trace)
    for (const line of answer.headers['set-cookie'] ?? []) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)
      if (value === '' || /expires=Thu, 01 Jan 1970/i.test(line)) { jars.get(url.host).delete(name) } else { jars.get(url.host).set(name, value) }
    }
    if (!sessionMs && [...jars.get(new URL(setup.node).host).keys()].some(name => name.startsWith('agon.account'))) { sessionMs = performance.now() - began }
    if (answer.headers.location) {
      url = new URL(answer.headers.location, url)
    } else if (answer.status === 200 && sessionMs && answer.body.includes(setup.name)) {
      return { trace, pageTrace, sessionMs, ms: performance.now() - began }
    } else {
      throw new Error(`${url} answers ${answer.status}: ${answer.body.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ').slice(0, 300)}`)
    }
  }
  throw new Error(`${url} leads nowhere`)
}

const computed = () => setup.processes.reduce((sum, pid) => sum + computedBy(pid), 0)

// Every request that the servers have finished: which sign-in's it was, and how long it took from its head being read to its answer being sent.
function finished() {
  const requests = []
  for (const [server, log] of Object.entries(setup.logs)) {
    for (const line of readFileSync(log, 'utf8').split('\n')) {
      if (!line.includes('"Request finished ')) { continue }
      const { State: state, Scopes: scopes } = JSON.parse(line)
      requests.push({ server, path: state.Path, ms: Number(state.ElapsedMilliseconds), trace: scopes.find(s => s.TraceId)?.TraceId })
    }
  }
  return requests
}

function grouped(list, by) {
  const groups = new Map()
  for (const item of list) { groups.set(by(item), [...groups.get(by(item)) ?? [], item]) }
  return groups
}

const shown = numbers => `median ${percentile(numbers, 50).toFixed(0).padStart(4)} ms, p95 ${percentile(numbers, 95).toFixed(0).padStart(4)} ms`
const browser = i => setup.browsers[i % setup.browsers.length]

async function oneByOne(count) {
  const done = []
  for (let i = 0; i < count; i++) { done.push(await signIn(browser(i))) }
  return done
}

const atOnce = count => Promise.all(Array.from({ length: count }, (_, i) => signIn(browser(i))))

async function evenly(count, perSecond) {
  const running = []
  const began = performance.now()
  for (let i = 0; i < count; i++) {
    await sleep(Math.max(0, began + i * 1000 / perSecond - performance.now()))
    running.push(signIn(browser(i)))
  }
  return Promise.all(running)
}

const { count, perSecond, seconds } = setup
await oneByOne(count)
await evenly(perSecond * seconds, perSecond)
for (let i = 0; i < 2; i++) { await atOnce(count) }

const rounds = []
for (const [name, run] of [
  [`${count} one by one`, () => oneByOne(count)],
  [`${count} at once`, () => atOnce(count)],
  [`${perSecond} a second for ${seconds} s`, () => evenly(perSecond * seconds, perSecond)],
]) {
  await sleep(2000)
  const [cpu, began] = [computed(), performance.now()]
  const done = await run()
  rounds.push({ name, done, took: performance.now() - began, cpu: (computed() - cpu) / done.length })
}

// The log is written beside the work.
await sleep(1000)
const byTrace = grouped(finished(), r => r.trace)
let worst = 0
for (const { name, done, took, cpu } of rounds) {
  // What the hub does for the node itself is within the node's time.
  const people = r => !['/connect/par', '/connect/token', '/connect/userinfo'].includes(r.path)
  const time = trace => byTrace.get(trace).filter(people).reduce((sum, r) => sum + r.ms, 0)
  const times = done.map(d => time(d.trace))
  worst = Math.max(worst, percentile(times, 95))
  console.log(`${name}: all signed in after ${(took / 1000).toFixed(2)} s, ${cpu.toFixed(1)} ms of both servers' processors each`)
  console.log(`  ${'at the client, until the session'.padEnd(40)} ${shown(done.map(d => d.sessionMs))}`)
  console.log(`  ${'at the client, with the page after it'.padEnd(40)} ${shown(done.map(d => d.ms))}`)
  console.log(`  ${'servers, until the session'.padEnd(40)} ${shown(times)}`)
  console.log(`  ${'servers, with the page after it'.padEnd(40)} ${shown(done.map((d, i) => times[i] + time(d.pageTrace)))}`)
  const requests = done.flatMap(d => [...byTrace.get(d.trace), ...byTrace.get(d.pageTrace)])
  for (const [where, those] of grouped(requests, r => `${r.server} ${r.path}`)) {
    console.log(`    ${where.padEnd(38)} ${shown(those.map(r => r.ms))}${those.length === done.length ? '' : `, ${those.length} requests`}`)
  }
}

const isMet = worst <= setup.limit
console.log(`p95 of the servers' time: ${worst.toFixed(0)} ms, the limit is ${setup.limit} ms${isMet ? '' : ': NOT MET'}`)
process.exitCode = isMet ? 0 : 1
