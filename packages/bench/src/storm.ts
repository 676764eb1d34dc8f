/** What becomes of 60 parallel calls against an API that refuses the eleventh request in a second, as the live one does. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createClient } from '@testsigma-tms/client'
import type { paths } from '@testsigma-tms/types'
import ky from 'ky'
import createHttpClient from 'openapi-fetch'

const CALLS = 60
const PER_SECOND = 10

const clients: Record<string, (baseUrl: string) => () => Promise<boolean>> = {
  'this client': (baseUrl) => {
    const tms = createClient({ apiKey: crypto.randomUUID(), baseUrl })
    return () => tms.users.list().then(() => true)
  },
  'openapi-fetch': (baseUrl) => {
    const http = createHttpClient<paths>({ baseUrl })
    return async () => (await http.GET('/users')).error === undefined
  },
  ky: (baseUrl) => () => ky(`${baseUrl}/users`).then(() => true),
}

console.log(`${''.padEnd(16)}landed  requests  refused  seconds`)
for (const [name, connect] of Object.entries(clients)) {
  const api = await serveLimited()
  const call = connect(api.baseUrl)
  const start = performance.now()
  const outcomes = await Promise.allSettled(Array.from({ length: CALLS }, call))
  const seconds = ((performance.now() - start) / 1000).toFixed(2)
  const landed = outcomes.filter((outcome) => outcome.status === 'fulfilled' && outcome.value).length
  const { requests, refused } = api.close()
  console.log(
    `${name.padEnd(16)}${`${landed}/${CALLS}`.padStart(6)}${`${requests}`.padStart(10)}${`${refused}`.padStart(9)}${seconds.padStart(9)}`,
  )
}

async function serveLimited() {
  const arrivals: number[] = []
  const counts = { requests: 0, refused: 0 }
  const server = createServer((_request, response) => {
    const now = performance.now()
    const isRefused = arrivals.filter((time) => time > now - 1000).length >= PER_SECOND
    counts.requests++
    if (isRefused) counts.refused++
    else arrivals.push(now)
    response.writeHead(isRefused ? 500 : 200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(isRefused ? { message: 'rate limit exceeded' } : { message: '', data: [] }))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const close = () => {
    server.closeAllConnections()
    server.close()
    return counts
  }
  return { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close }
}
