import { CommandError } from '../exit-codes.ts'
import type { Terminal } from '../terminal.ts'
import { type ConfigurationFile, readConfigurationFile } from './configuration-file.ts'
import { readKey } from './key.ts'

/** The options of every command, with commander's names. */
export interface GlobalOptions {
  readonly project?: string
  readonly baseUrl?: string
  readonly keyFile?: string
  readonly rate?: number
  readonly timeout?: number
  readonly verbose?: boolean
  readonly allowInsecure?: boolean
}

/** How a command reaches the API: from flags, otherwise variables, otherwise the configuration file. */
export interface Settings {
  readonly apiKey: string
  /** Where the key came from, for messages. */
  readonly keySource: string
  readonly baseUrl: string | undefined
  readonly project: string | undefined
  readonly user: string | undefined
  /** Requests per second. */
  readonly rate: number | undefined
  /** Milliseconds per request. */
  readonly timeout: number | undefined
  readonly isVerbose: boolean
  /** Whether the key may be sent over unencrypted http: to another machine. */
  readonly allowInsecure: boolean
  readonly file: ConfigurationFile
}

export async function readSettings(terminal: Terminal, options: GlobalOptions): Promise<Settings> {
  const { env } = terminal
  if (options.project === '')
    throw new CommandError('--project must not be empty. Leave it out to use TESTSIGMA_PROJECT.')
  const file = await readConfigurationFile(terminal)
  const { key, source } = await readKey(terminal, options.keyFile, file)
  terminal.keys.add(key)
  return {
    apiKey: key,
    keySource: source,
    baseUrl: options.baseUrl ?? (env.TESTSIGMA_BASE_URL || file.baseUrl),
    project: options.project ?? (env.TESTSIGMA_PROJECT || file.project),
    user: env.TESTSIGMA_USER || file.user,
    rate: options.rate ?? file.rate,
    timeout: options.timeout === undefined ? undefined : options.timeout * 1000,
    isVerbose: options.verbose ?? false,
    allowInsecure: options.allowInsecure ?? file.allowInsecure ?? false,
    file,
  }
}

/** @throws {CommandError} when no project is configured */
export function requireProject({ project }: Settings): string {
  if (project) return project
  throw new CommandError(
    'No project is set. Give --project (its ID, name or prefix, such as DEMO), set TESTSIGMA_PROJECT, or add it to .tms.json.',
  )
}
