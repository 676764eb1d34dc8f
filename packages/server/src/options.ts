import { parseArgs } from 'node:util'
import { localServer } from './contract.ts'
import { checkKey } from './keys.ts'

export interface CliOptions {
  port: number
  data: string
  apiKey: string | undefined
  docs: string | undefined
  rateLimit: number
  faults: boolean
  help: boolean
}

/** The command line is wrong; the message names the option. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

const defaults = { port: localServer.port, data: '.data/tms.sqlite' }

export const help = `Usage: testsigma-tms-server [options]

A local server of the Testsigma Test Management API, with state.

  --port <number>        port on ${localServer.hostname}, 0 for any free one (default ${defaults.port})
  --data <file>          SQLite file, made with demo data if it does not exist (default ${defaults.data})
  --api-key <key>        accept this key too, now and at every later start (default: TESTSIGMA_API_KEY,
                         or else a random key that is kept beside the data in <file>.key)
  --docs <folder>        built docs to serve at /
  --rate-limit <number>  requests in a second that each key has, 0 for any number (default 0)
  --faults               let requests ask for faults by the header x-tms-fault (see the README)
  --help                 this text
`

export function readOptions(args: string[], env: NodeJS.ProcessEnv): CliOptions {
  const values = parse(args)
  return {
    port: readPort(values.port),
    data: readPath('--data', values.data) ?? defaults.data,
    apiKey: readKey('--api-key', values['api-key']) ?? readKey('TESTSIGMA_API_KEY', env.TESTSIGMA_API_KEY || undefined),
    docs: readPath('--docs', values.docs),
    rateLimit: readRateLimit(values['rate-limit']),
    faults: values.faults,
    help: values.help,
  }
}

function parse(args: string[]) {
  const options = {
    port: { type: 'string', default: defaults.port },
    data: { type: 'string' },
    'api-key': { type: 'string' },
    docs: { type: 'string' },
    'rate-limit': { type: 'string', default: '0' },
    faults: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  } as const
  try {
    // Script runners differ in whether they pass the `--` on that separates their options from ours.
    return parseArgs({ options, args: args.filter((arg) => arg !== '--') }).values
  } catch (error) {
    const [sentence] = (error as Error).message.split(/\. |\.?\n/)
    throw new UsageError(String(sentence))
  }
}

function readPort(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) < 65536) return Number(text)
  throw new UsageError(`--port must be a whole number from 0 to 65535, got "${text}"`)
}

function readRateLimit(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw new UsageError(`--rate-limit must be a whole number from 0 to 999999999, got "${text}"`)
}

function readPath(option: string, path: string | undefined): string | undefined {
  if (path === '') throw new UsageError(`${option} must not be empty`)
  return path
}

function readKey(source: string, key: string | undefined): string | undefined {
  if (key !== undefined) checkKey(key, source)
  return key
}
