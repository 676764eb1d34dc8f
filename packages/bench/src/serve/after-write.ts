import { Agent, request } from 'node:http'
import { apiKey, type Contender, processorTime } from './contenders.ts'
import { type Load, type Measured, median } from './load.ts'

const rounds = 1000

/** Measures reads right after a write: reads per second, not counting the writes. The processor time includes both. */
export async function measureAfterWrites(contender: Contender, write: Load, read: Load): Promise<Measured> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const times: number[] = []
  const before = await processorTime(contender)
  for (let round = 0; round < rounds; round++) {
    await send(contender, agent, write)
    const start = performance.now()
    await send(contender, agent, read)
    times.push(performance.now() - start)
  }
  agent.destroy()
  return { perSecond: 1000 / median(times), microseconds: ((await processorTime(contender)) - before) / rounds }
}

function send({ name, baseUrl }: Contender, agent: Agent, { method, path, body }: Load): Promise<void> {
  return new Promise((done, fail) => {
    const headers = { Authorization: `Bearer ${apiKey}`, 'Content-Type': 'application/json' }
    const sent = request(baseUrl + path, { method, agent, headers }, (response) => {
      response.resume().on('end', () => {
        if ((response.statusCode ?? 0) < 300) done()
        else fail(new Error(`${name}: ${response.statusCode} for ${method} ${path}`))
      })
    })
    sent.on('error', fail).end(body)
  })
}
