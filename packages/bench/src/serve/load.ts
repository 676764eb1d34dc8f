import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { apiKey, type Contender } from './contenders.ts'

/** What is sent again and again. */
export interface Load {
  method: string
  path: string
  body?: string
}

const connections = 10

/** Requests per second that are answered with 2xx, over so many seconds. */
export async function measure(bin: string, { name, baseUrl }: Contender, load: Load, seconds: number): Promise<number> {
  const body = load.body ? ['-H', 'Content-Type=application/json', '-b', load.body] : []
  const args = ['-j', '-n', '-c', `${connections}`, '-d', `${seconds}`, '-m', load.method]
  args.push('-H', `Authorization=Bearer ${apiKey}`, ...body, baseUrl + load.path)
  const { stdout } = await promisify(execFile)(resolve(bin, 'autocannon'), args)
  const { '2xx': done, non2xx, errors, duration } = JSON.parse(stdout)
  if (non2xx > 0 || errors > 0 || done === 0) {
    throw new Error(
      `${name}: ${done} answers with 2xx, ${non2xx} others, ${errors} errors for ${load.method} ${load.path}`,
    )
  }
  return done / duration
}

/** One number for each contender and round; all take turns, so that whatever else the machine does hits all alike. */
export async function takeTurns(
  contenders: Contender[],
  rounds: number,
  measureOne: (contender: Contender) => Promise<number>,
): Promise<Map<string, number[]>> {
  const results = new Map<string, number[]>(contenders.map(({ name }) => [name, []]))
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
