/** Requests per second of one read and one write, compared with a bare Fastify server and two mock servers. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { measureAfterWrites } from './after-write.ts'
import { apiKey, type Contender, startBare, startOurs, startPrism, startSteady } from './contenders.ts'
import { temporaryData } from './data.ts'
import { type Load, type Measured, measure, median, takeTurns } from './load.ts'
import { installTools } from './tools.ts'

const rounds = Number(process.argv[2] ?? 5)
const seconds = 4

const project = 'c47ade67-0543-4582-a4a5-b7de447c94f5'
const loads: Record<string, Load> = {
  'GET /users, 25 of 100,000': { method: 'GET', path: '/users' },
  'PUT …/assign_user': {
    method: 'PUT',
    path: `/projects/${project}/test_runs/DEMO-R-1/assign_user`,
    body: JSON.stringify({
      user_id: 'cbbc40a5-26e9-4b88-8c27-3626c9fbdaa4',
      test_case_id: '9ac271b6-4e89-4c93-8c75-2d625efa0b2d',
    }),
  },
}

const bin = installTools()
const { folder, data } = await temporaryData({ users: 100_000 })
for (const [title, load] of Object.entries(loads)) {
  const ours = await startOurs('this server', data)
  const contenders = [
    await startBare(await keepResponse(ours, load)),
    ours,
    await startPrism(bin),
    await startSteady(bin),
  ]
  const results = await takeTurns(contenders, rounds, (contender) => measure(bin, contender, load, seconds))
  await Promise.all(contenders.map(({ stop }) => stop()))
  report(title, results)
}

const [read, write] = Object.values(loads) as [Load, Load]
const ours = await startOurs('this server', data)
const contenders = [await startBare(await keepResponse(ours, read)), ours]
const results = await takeTurns(contenders, rounds, (contender) => measureAfterWrites(contender, write, read))
await Promise.all(contenders.map(({ stop }) => stop()))
report('GET /users right after a write', results)

async function keepResponse({ baseUrl }: Contender, { method, path, body }: Load): Promise<string> {
  const headers = { Authorization: `Bearer ${apiKey}`, 'Content-Type': 'application/json' }
  const response = await fetch(baseUrl + path, { method, headers, ...(body && { body }) })
  const file = join(folder, 'response.json')
  writeFileSync(file, await response.text())
  return file
}

function report(title: string, results: Map<string, Measured[]>): void {
  console.log(`\n${title}\n${''.padEnd(16)}requests/s   this server is   CPU µs a request`)
  const own = results.get('this server') ?? []
  for (const [name, all] of results) {
    const rate = Math.round(median(all.map(({ perSecond }) => perSecond)))
    const ratio = median(own.map(({ perSecond }, round) => perSecond / (all[round]?.perSecond ?? Number.NaN)))
    const time = Math.round(median(all.map(({ microseconds }) => microseconds)))
    console.log(
      `${name.padEnd(16)}${`${rate}`.padStart(10)}${`${ratio.toFixed(2)} times`.padStart(17)}${`${time}`.padStart(19)}`,
    )
  }
}
