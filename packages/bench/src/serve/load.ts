import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { apiKey, type Contender, processorTime } from './contenders.ts'

/** The request that is repeated. */
export interface Load {
  method: string
  path: string
  body?: string
}

const connections = 10

export interface Measured {
  perSecond: number
  /** Processor time of the server per request. */
  microseconds: number
}

/** Measures requests for a number of seconds; each of them must succeed with 2xx. */
export async function measure(bin: string, contender: Contender, load: Load, seconds: number): Promise<Measured> {
  const { name, baseUrl } = contender
  const before = await processorTime(contender)
  const body = load.body ? ['-H', 'Content-Type=application/json', '-b', load.body] : []
  const args = ['-j', '-n', '-c', `${connections}`, '-d', `${seconds}`, '-m', load.method]
  args.push('-H', `Authorization=Bearer ${apiKey}`, ...body, baseUrl + load.path)
  const { stdout } = await promisify(execFile)(resolve(bin, 'autocannon'), args)
  const { '2xx': done, non2xx, errors, duration } = JSON.parse(stdout)
  if (non2xx > 0 || errors > 0 || done === 0) {
    throw new Error(
      `${name}: ${done} responses with 2xx, ${non2xx} others, ${errors} errors for ${load.method} ${load.path}`,
    )
  }
  return { perSecond: done / duration, microseconds: ((await processorTime(contender)) - before) / done }
}

/** One measurement per contender and round. Contenders alternate, so that disturbances affect all of them. */
export async function takeTurns(
  contenders: Contender[],
  rounds: number,
  measureOne: (contender: Contender) => Promise<Measured>,
): Promise<Map<string, Measured[]>> {
  const results = new Map<string, Measured[]>(contenders.map(({ name }) => [name, []]))
  for (const contender of contenders) await measureOne(contender)
  for (let round = 0; round < rounds; round++) {
    for (const contender of contenders) results.get(contender.name)?.push(await measureOne(contender))
  }
  return results
}

export function median(numbers: number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other)
  return ((sorted[(sorted.length - 1) >> 1] ?? Number.NaN) + (sorted[sorted.length >> 1] ?? Number.NaN)) / 2
}
