// What both clients share: their settings, the person at the browser, and their keys.
import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'
import { importPKCS8, exportJWK, calculateJwkThumbprint } from 'jose'

export const settings = JSON.parse(process.argv[2])

// The key that proves who the client is, with the id under which the hub knows it.
export async function privateKey() {
  const pem = await readFile(settings.keyFile, 'utf8')
  const { kty, crv, x, y } = await exportJWK(await importPKCS8(pem, 'ES256', { extractable: true }))
  return { key: await importPKCS8(pem, 'ES256'), kid: await calculateJwkThumbprint({ kty, crv, x, y }) }
}

// Asks whoever started us to open an address in a browser, and gives the address with which the browser comes back.
export function returned(address, back = settings.redirectUri) {
  const redirect = new URL(back)
  return new Promise((resolve, reject) => {
    const server = createServer((request, response) => {
      const url = new URL(request.url, redirect)
      if (url.pathname !== redirect.pathname) {
        response.writeHead(404).end()
        return
      }
      response.writeHead(200, { 'content-type': 'text/html', connection: 'close' }).end('<!doctype html><title>Back</title><h1>Back at the client</h1>')
      server.close()
      resolve(url)
    })
    server.on('error', reject)
    server.listen(redirect.port, redirect.hostname, () => console.log(`open ${address}`))
  })
}

export function did(step) {
  console.log(`did ${step}`)
}

export function must(condition, sentence) {
  if (!condition) {
    throw new Error(sentence)
  }
}

// A call that has to be refused, with this OAuth error code.
export async function refused(code, call) {
  try {
    await call()
  } catch (error) {
    const found = error.error ?? error.cause?.error ?? error.message
    must(found === code, `refused with ${found}, not with ${code}`)
    return
  }
  throw new Error(`not refused, expected ${code}`)
}
