/**
 * Creates servers that each handle a request and close: some one after another, then some in parallel. Prints the
 * growth of memory in bytes, and must end by itself.
 */
import { setTimeout } from 'node:timers/promises'
import { createServer } from '../../src/index.ts'

const [sequential = 0, atOnce = 0] = process.argv.slice(2).map(Number)
const warmUp = 20

await oneAfterAnother(warmUp)
await together(atOnce)
const before = await memory()
await oneAfterAnother(sequential)
await together(atOnce)
process.stdout.write(JSON.stringify({ growth: (await memory()) - before, handles: process.getActiveResourcesInfo() }))

async function oneAfterAnother(count: number): Promise<void> {
  for (let made = 0; made < count; made++) await useOne()
}

async function together(count: number): Promise<void> {
  await Promise.all(Array.from({ length: count }, useOne))
}

async function useOne(): Promise<void> {
  const server = await createServer({ rateLimit: 0 })
  const authorization = `Bearer ${server.apiKey}`
  const response = await server.fetch('http://tms.test/api/v1/users', { headers: { authorization } })
  await response.arrayBuffer()
  await server.close()
  if (response.status !== 200) throw new Error(`GET /users responded ${response.status}`)
}

/** Memory in use when idle; some objects need more than one garbage collection. */
async function memory(): Promise<number> {
  for (let time = 0; time < 3; time++) {
    await setTimeout(20)
    globalThis.gc?.()
  }
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}
