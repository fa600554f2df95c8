// What ops/bench/sign-on runs: browsers without scripts, as many as asked for.
import { readFileSync } from 'node:fs'

const [hub, node, countText] = process.argv.slice(2)
const count = Number(countText)
const [email, password] = readFileSync(0, 'utf8').trim().split(/\s+/)

class Browser {
  cookies = new Map()
  took = []

  // One request; the time until its head and body are here counts.
  async once(address, options = {}) {
    const url = new URL(address)
    const jar = this.cookies.get(url.host) ?? new Map()
    this.cookies.set(url.host, jar)
    const started = performance.now()
    const response = await fetch(url, {
      redirect: 'manual',
      ...options,
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '), ...options.headers },
    })
    const body = await response.text()
    this.took.push({ path: url.pathname, host: url.host, ms: performance.now() - started })
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)
      if (value === '' || /expires=Thu, 01 Jan 1970/i.test(line)) { jar.delete(name) } else { jar.set(name, value) }
    }
    // After a form the hub leads on by this header, which pages of other sites may follow (see its policy for forms).
    const onward = /^0;\s*url=(.+)$/i.exec(response.headers.get('refresh') ?? '')?.[1]
    return { status: response.status, location: onward ?? response.headers.get('location'), body, url }
  }

  async visit(address, options) {
    let page = await this.once(address, options)
    for (let hops = 0; page.location && hops < 12; hops++) {
      page = await this.once(new URL(page.location, page.url))
    }
    if (page.status !== 200) {
      throw new Error(`${page.url} answers ${page.status}: ${page.body.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ').slice(0, 300)}`)
    }
    return page
  }

  // Sends the form that has this button, with what it holds and what is given.
  submit(page, button, fields = {}) {
    const form = [...page.body.matchAll(/<form\b[^>]*>[\s\S]*?<\/form>/g)].map(m => m[0]).find(text => text.includes(`>${button}</button>`))
    if (!form) {
      throw new Error(`${page.url} has no form with the button ${button}`)
    }
    const values = new URLSearchParams()
    for (const [input] of form.matchAll(/<input\b[^>]*>/g)) {
      const name = attribute(input, 'name')
      if (name && attribute(input, 'type') !== 'checkbox') { values.set(name, attribute(input, 'value') ?? '') }
    }
    const pressed = new RegExp(`<button\\b([^>]*)>${button}</button>`).exec(form)[1]
    if (attribute(pressed, 'name')) { values.set(attribute(pressed, 'name'), attribute(pressed, 'value') ?? '') }
    for (const [name, value] of Object.entries(fields)) { values.set(name, value) }
    return this.visit(new URL(attribute(/<form\b[^>]*>/.exec(form)[0], 'action') ?? page.url, page.url), { method: 'POST', body: values })
  }

  has(page, button) {
    return page.body.includes(`>${button}</button>`)
  }
}

function attribute(tag, name) {
  const found = new RegExp(`\\b${name}="([^"]*)"`).exec(tag)
  return found && found[1].replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#x2B;', '+').replaceAll('&#x3D;', '=')
}

function percentile(numbers, p) {
  const sorted = numbers.toSorted((a, b) => a - b)
  return `${sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * p / 100) - 1)].toFixed(0)} ms`
}

const start = `${node}/sign-on/hub?returnUrl=/`
const browsers = Array.from({ length: count }, () => new Browser())

// The first time: an account at the hub, its consent, an account at the node.
for (const browser of browsers) {
  await browser.submit(await browser.visit(`${hub}/account/sign-in`), 'Sign in', { 'Form.Email': email, 'Form.Password': password })
}
let first = await browsers[0].visit(start)
if (browsers[0].has(first, 'Agree and go on')) { first = await browsers[0].submit(first, 'Agree and go on') }
if (first.url.pathname === '/sign-on/link') {
  await browsers[0].submit(await browsers[0].visit(`${node}/sign-on/new`), 'Make the account')
}

for (const round of ['one by one', `${count} at once`]) {
  for (const browser of browsers) {
    browser.cookies.delete(new URL(node).host)
    browser.took = []
  }
  const began = performance.now()
  const signIn = async browser => {
    const page = await browser.visit(start)
    if (!page.body.includes('Mei Tanaka')) { throw new Error(`${page.url} does not know the person`) }
  }
  if (round === 'one by one') {
    for (const browser of browsers) { await signIn(browser) }
  } else {
    await Promise.all(browsers.map(signIn))
  }
  const all = performance.now() - began
  const whole = browsers.map(b => b.took.reduce((sum, t) => sum + t.ms, 0))
  console.log(`${round}: ${count} signed in after ${(all / 1000).toFixed(1)} s, ${(all / count).toFixed(1)} ms of both servers each`)
  console.log(`  round trip    median ${percentile(whole, 50)}, p95 ${percentile(whole, 95)}`)
  for (const path of new Set(browsers.flatMap(b => b.took.map(t => `${t.host}${t.path}`)))) {
    const times = browsers.flatMap(b => b.took.filter(t => `${t.host}${t.path}` === path).map(t => t.ms))
    console.log(`  ${path.padEnd(44)} median ${percentile(times, 50)}, p95 ${percentile(times, 95)}`)
  }
}
