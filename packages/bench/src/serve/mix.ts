/** 80 % reads and 20 % writes over 10,000 test cases, compared with other versions of the server. */
import { Agent, request } from 'node:http'
import { resolve } from 'node:path'
import { apiKey, type Contender, processorTime, startServerOf } from './contenders.ts'
import { temporaryData } from './data.ts'
import { type Measured, median, takeTurns } from './load.ts'

const requests = 2000
const connections = 10
const cases = 10_000
const readsOfHundred = 80

const [roundsText = '5', ...others] = process.argv.slice(2)
/** Programs of this checkout, and of the others in the arguments: `/path/to/other/packages/server/src/cli.ts`. */
const commands = [resolve(import.meta.dirname, '../../../server/src/cli.ts'), ...others]

const contenders: Contender[] = []
for (const [index, command] of commands.entries()) {
  const { data } = await temporaryData({ cases })
  contenders.push(await startServerOf(command, index === 0 ? 'this server' : command, data))
}
const results = await takeTurns(contenders, Number(roundsText), mix)
await Promise.all(contenders.map(({ stop }) => stop()))

console.log(`${requests} requests, ${readsOfHundred} % reads, ${cases} cases, ${connections} connections`)
for (const [name, measured] of results) {
  const rate = Math.round(median(measured.map(({ perSecond }) => perSecond)))
  const time = Math.round(median(measured.map(({ microseconds }) => microseconds)))
  console.log(`${`${rate}`.padStart(6)} a second ${`${time}`.padStart(6)} µs of CPU each   ${name}`)
}

async function mix(contender: Contender): Promise<Measured> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const project = await seededProject(contender, agent)
  const [before, start] = [await processorTime(contender), performance.now()]
  let next = 0
  const work = async () => {
    while (next < requests) await send(contender, agent, requestOf(next++, project))
  }
  await Promise.all(Array.from({ length: connections }, work))
  const seconds = (performance.now() - start) / 1000
  agent.destroy()
  return { perSecond: requests / seconds, microseconds: ((await processorTime(contender)) - before) / requests }
}

interface Call {
  method: string
  path: string
  body?: object
}

/** The same sequence in each run: five kinds of reads, and two of writes. */
function requestOf(number: number, project: string): Call {
  const path = `/projects/${project}`
  const some = 1 + ((number * 7919) % cases)
  if (number % 100 < readsOfHundred) {
    const reads = [
      `${path}/test_cases`,
      `${path}/test_cases?page=${1 + (some % 40)}`,
      `${path}/test_cases/S1-${some}`,
      '/users',
      '/test_cases/statuses',
    ]
    return { method: 'GET', path: String(reads[number % reads.length]) }
  }
  if (number % 2 === 0) {
    return { method: 'PUT', path: `${path}/test_cases/S1-${some}`, body: { title: `Case ${number}` } }
  }
  return { method: 'POST', path: `${path}/folders`, body: { name: `Folder ${number}` } }
}

async function seededProject(contender: Contender, agent: Agent): Promise<string> {
  const { data } = (await send(contender, agent, { method: 'GET', path: '/projects' })) as {
    data: { projects: { id: string; human_id_prefix: string }[] }
  }
  const project = data.projects.find(({ human_id_prefix }) => human_id_prefix === 'S1')
  if (!project) throw new Error(`${contender.name} has no seeded project`)
  return project.id
}

function send({ name, baseUrl }: Contender, agent: Agent, { method, path, body }: Call): Promise<unknown> {
  return new Promise((done, fail) => {
    const headers = { Authorization: `Bearer ${apiKey}`, 'Content-Type': 'application/json' }
    const sent = request(baseUrl + path, { method, agent, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString()
        if ((response.statusCode ?? 0) < 300) done(JSON.parse(text))
        else fail(new Error(`${name}: ${response.statusCode} for ${method} ${path}: ${text}`))
      })
    })
    sent.on('error', fail).end(body && JSON.stringify(body))
  })
}
