/**
 * Cost of a call compared with bare `fetch`, with responses from a function in the same process: our client,
 * openapi-fetch, and the clients that the generators of Redocly and hey-api create from the same contract.
 */
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { createClient } from '@testsigma-tms/client'
import type { paths } from '@testsigma-tms/types'
import createHttpClient from 'openapi-fetch'
import { rolldown } from 'rolldown'
import { installCompetitors } from './competitors.ts'

// Many calls, because the resolution of processor time is low.
const CALLS = 20_000
const ROUNDS = 15

const contract = fileURLToPath(import.meta.resolve('@testsigma-tms/spec/openapi.json'))
const baseUrl = 'http://local/api/v1'
const responseText = JSON.stringify({
  message: '',
  data: [],
  page_info: { page_size: 25, total_count: 0, next: '', prev: '' },
})
const headers = { 'content-type': 'application/json' }

/** Responds immediately, with a new response each time. */
const stub = async (_input: string | URL | Request, _init?: RequestInit) => new Response(responseText, { headers })

/** The parts of the generated clients that are used. */
interface Redocly {
  configure(options: object): void
  listUsers(params: object): Promise<unknown>
}

interface HeyApi {
  readonly client: { setConfig(options: object): void }
  listUsers(options: object): Promise<unknown>
}

const folder = installCompetitors()
const tms = createClient({ apiKey: 'k', baseUrl, fetch: stub, rateLimit: false })
const http = createHttpClient<paths>({ baseUrl, fetch: stub })
const redocly: Redocly = await generated('redocly.ts', ({ output }) => {
  const cli = fileURLToPath(import.meta.resolve('@redocly/cli/package.json'))
  const program = join(dirname(cli), 'bin/cli.js')
  execFileSync(process.execPath, [program, 'generate-client', contract, '--output', output], {
    env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
})
const heyApi: HeyApi = await generated('hey-api/entry.ts', ({ output }) => {
  const plugins = ['@hey-api/client-fetch', '@hey-api/typescript', '@hey-api/sdk']
  const program = join(folder, 'node_modules/.bin/openapi-ts')
  execFileSync(program, ['-i', contract, '-o', dirname(output), '-p', ...plugins], { cwd: folder, stdio: 'ignore' })
  writeFileSync(output, "export { client } from './client.gen'\nexport * from './sdk.gen'\n")
})
redocly.configure({ serverUrl: baseUrl, fetch: stub, auth: { bearer: 'k' } })
heyApi.client.setConfig({ baseUrl, fetch: stub, auth: 'k' })

const clients: Record<string, () => Promise<unknown>> = {
  'bare fetch': async () => (await stub(`${baseUrl}/users?page_size=25`, { headers })).json(),
  'this one': () => tms.users.list({ page_size: 25 }).then(({ items }) => items),
  'openapi-fetch': () => http.GET('/users', { params: { query: { page_size: 25 } } }),
  "Redocly's generated client": () => redocly.listUsers({ query: { page_size: 25 } }),
  "hey-api's generated client": () => heyApi.listUsers({ query: { page_size: 25 } }),
}

/** Generates a client of the contract, and imports it. */
async function generated<T>(file: string, generate: (paths: { output: string }) => void): Promise<T> {
  const output = join(folder, file)
  generate({ output })
  const bundle = await rolldown({ input: output, platform: 'node' })
  const built = output.replace('.ts', '.js')
  await bundle.write({ file: built })
  return import(pathToFileURL(built).href)
}

/** Microseconds of this thread's processor time per call, in one round. */
async function round(call: () => Promise<unknown>): Promise<number> {
  const start = process.threadCpuUsage()
  for (let time = 0; time < CALLS; time++) await call()
  const { user, system } = process.threadCpuUsage(start)
  return (user + system) / CALLS
}

/** The rounds alternate, so that disturbances affect all clients; the minimum counts. */
const costs = new Map(Object.keys(clients).map((name) => [name, Number.POSITIVE_INFINITY]))
for (let time = 0; time < ROUNDS; time++) {
  for (const [name, call] of Object.entries(clients)) {
    costs.set(name, Math.min(costs.get(name) as number, await round(call)))
  }
}

const bare = costs.get('bare fetch') as number
const over = (name: string) => (costs.get(name) as number) - bare
console.log('| client | µs per call | over bare fetch |\n|---|---|---|')
for (const [name, cost] of costs) console.log(`| ${name} | ${cost.toFixed(1)} | ${over(name).toFixed(1)} |`)
