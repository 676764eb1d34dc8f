/**
 * 60 parallel calls against the local server with its rate limit, over connections of higher latency, because the live
 * API is further away than one millisecond. Then a storm of writes whose deadline is shorter than the round trip: each
 * write that may have been applied must be reported as such, and none may be applied twice.
 */
import { createClient, IndeterminateWriteError } from '@testsigma-tms/client'
import { createServer } from '@testsigma-tms/server'
import { openSlowLine } from './slow-line.ts'

const CALLS = 60
const PER_SECOND = 10
/** Seconds that the rate limit alone takes: the first ten start immediately, the last ten after five seconds. */
const LIMIT = CALLS / PER_SECOND - 1
/** Maximum ratio. Each way randomly takes up to a tenth of a round trip longer. */
const MOST = 1.12
const project_id = 'c47ade67-0543-4582-a4a5-b7de447c94f5'

async function measure(roundTrip: number) {
  const statuses: string[] = []
  const server = await createServer({ rateLimit: PER_SECOND, logRequests: true, log: (line) => statuses.push(line) })
  const line = await openSlowLine(await server.listen({ port: 0 }), roundTrip, roundTrip / 10)
  const tms = createClient({ apiKey: server.apiKey, baseUrl: `${line.origin}/api/v1` })
  const start = performance.now()
  const outcomes = await Promise.allSettled(Array.from({ length: CALLS }, () => tms.users.list()))
  const seconds = (performance.now() - start) / 1000
  await line.close()
  await server.close()
  return {
    landed: outcomes.filter(({ status }) => status === 'fulfilled').length,
    refused: statuses.filter((status) => / 500\b/.test(status)).length,
    seconds,
    ratio: seconds / (LIMIT + roundTrip / 1000),
  }
}

async function storm(deadline: number) {
  const server = await createServer({ rateLimit: 0 })
  const origin = await server.listen({ port: 0 })
  const line = await openSlowLine(origin, deadline * 1.6, deadline)
  const options = { apiKey: server.apiKey, rateLimit: false } as const
  const tms = createClient({ ...options, baseUrl: `${line.origin}/api/v1` })
  const names = Array.from({ length: CALLS }, (_, index) => `Storm ${index}`)
  const outcomes = await Promise.allSettled(names.map((name) => tms.folders.create({ project_id, name }, { deadline })))
  await new Promise((settled) => setTimeout(settled, deadline * 5))
  const folders = await createClient({ ...options, baseUrl: `${origin}/api/v1` })
    .folders.list({ project_id })
    .all({ limit: Infinity })
  await line.close()
  await server.close()
  const landed = names.map((name) => folders.filter((folder) => folder.name === name).length)
  const isSaid = (index: number) => {
    const outcome = outcomes[index]
    return outcome?.status === 'fulfilled' || outcome?.reason instanceof IndeterminateWriteError
  }
  return {
    written: landed.filter((count) => count > 0).length,
    twice: landed.filter((count) => count > 1).length,
    unsaid: landed.filter((count, index) => count > 0 && !isSaid(index)).length,
  }
}

console.log('| round trip, ms | landed | refused | seconds | of the limit and one round trip |\n|---|---|---|---|---|')
for (const roundTrip of [1, 120, 300, 600]) {
  const { landed, refused, seconds, ratio } = await measure(roundTrip)
  console.log(`| ${roundTrip} | ${landed}/${CALLS} | ${refused} | ${seconds.toFixed(2)} | ${ratio.toFixed(2)} |`)
  if (landed < CALLS || refused > 2 || ratio > MOST) process.exitCode = 1
}
const { written, twice, unsaid } = await storm(100)
console.log(`\n${CALLS} writes with a deadline of 100 ms: ${written} applied, ${twice} twice, ${unsaid} not reported`)
if (twice > 0 || unsaid > 0) process.exitCode = 1
