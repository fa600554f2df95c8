// What the benches count with.
import { readFileSync } from 'node:fs'

// The smallest of the numbers that P of 100 do not exceed.
export function percentile(numbers, p) {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * p / 100) - 1)]
}

const fields = pid => readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ')

// Milliseconds that a process has computed; the kernel counts in hundredths of a second.
export const computed = pid => 10 * (Number(fields(pid)[11]) + Number(fields(pid)[12]))

// What a process holds in memory, in MiB.
export const memory = pid => Math.round(Number(fields(pid)[21]) * 4096 / 1_048_576)

// Numbers from 0 to 1, the same ones in each run.
export function seeded(seed) {
  return () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return seed / 2_147_483_648
  }
}

// Asks again and again, with so many clients at once for so many seconds, and says how long answers took. `ask` asks once.
export async function asking(pid, clients, seconds, ask) {
  const times = []
  const cpu = computed(pid)
  const until = performance.now() + seconds * 1000
  await Promise.all(Array.from({ length: clients }, async () => {
    while (performance.now() < until) { times.push(await ask()) }
  }))
  return { count: times.length, median: percentile(times, 50), p95: percentile(times, 95), longest: percentile(times, 100), cpu: (computed(pid) - cpu) / times.length }
}
