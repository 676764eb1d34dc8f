/** Whether an error's stack contains the function that made the call, for our client and others. Each gets a 404. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createClient } from '@testsigma-tms/client'
import { installCompetitors } from './competitors.ts'

interface Competitor {
  get(call: { path: string }): PromiseLike<unknown>
}

const server = createServer((_request, response) => response.writeHead(404).end('{"message":"Not Found"}'))
await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

async function functionOfTheCaller(client: Competitor): Promise<unknown> {
  return await client.get({ path: '/users' })
}

const { clients } = (await import(pathToFileURL(join(installCompetitors(), 'clients.js')).href)) as {
  clients: Record<string, (baseUrl: string, key: string) => Competitor>
}
const tms = createClient({ baseUrl, apiKey: 'key', retry: 0 })
const all: Record<string, Competitor> = { 'this one': { get: () => tms.users.list() } }
for (const [name, connect] of Object.entries(clients)) all[name] = connect(baseUrl, 'key')

console.log('| client | the caller is in `error.stack` |\n|---|---|')
for (const [name, client] of Object.entries(all)) {
  const error = await functionOfTheCaller(client).catch((it: Error) => it)
  const isThere = error instanceof Error && Boolean(error.stack?.includes('functionOfTheCaller'))
  console.log(`| ${name} | ${isThere ? 'yes' : 'no'} |`)
  if (name === 'this one' && !isThere) process.exitCode = 1
}
server.closeAllConnections()
server.close()
