import { CommandError } from '../exit-codes.ts'
import type { Terminal } from '../terminal.ts'
import { type ConfigurationFile, readConfigurationFile } from './configuration-file.ts'
import { readKey } from './key.ts'

/** Options that every command takes, as commander names them. */
export interface GlobalOptions {
  readonly project?: string
  readonly baseUrl?: string
  readonly keyFile?: string
  readonly rate?: number
  readonly timeout?: number
  readonly verbose?: boolean
  readonly allowInsecure?: boolean
}

/** How a command reaches the API: by flags, else variables, else the configuration file. */
export interface Settings {
  readonly apiKey: string
  /** Where the key came from, for messages. */
  readonly keySource: string
  readonly baseUrl: string | undefined
  readonly project: string | undefined
  readonly user: string | undefined
  /** Requests a second. */
  readonly rate: number | undefined
  /** Milliseconds for one request. */
  readonly timeout: number | undefined
  readonly isVerbose: boolean
  /** Whether the key may go to another machine in plain text. */
  readonly allowInsecure: boolean
  readonly file: ConfigurationFile
}

export async function readSettings(terminal: Terminal, options: GlobalOptions): Promise<Settings> {
  const { env } = terminal
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

/** @throws {CommandError} where nothing names the project */
export function requireProject({ project }: Settings): string {
  if (project) return project
  throw new CommandError(
    'No project is named. Give --project (its ID, name or prefix, such as DEMO), set TESTSIGMA_PROJECT, or write it into .tms.json.',
  )
}
