import { problemOfCors } from '../http/cors.ts'
import type { ProfileName } from '../profiles/profile.ts'
import { checkKey } from '../store/keys.ts'
import { checkDatabase, isUrl, type Place } from '../store/place.ts'
import type { Sync } from '../store/sqlite/open.ts'
import { defaults } from './help.ts'
import { UsageError } from './usage-error.ts'

export function readPlace(data: string | undefined, database: string | undefined): Place {
  if (data !== undefined && database !== undefined) {
    throw new UsageError('--data and --database exclude each other: the data is in a file or in a database')
  }
  if (data !== undefined && isUrl(data)) {
    throw new UsageError('--data must be a file; the URL of a PostgreSQL database belongs in --database')
  }
  if (database !== undefined) checkDatabase(database, '--database')
  return database ?? data ?? defaults.data
}

export function readPort(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) < 65536) return Number(text)
  throw new UsageError(`--port must be an integer from 0 to 65535, got "${text}"`)
}

export function readProfile(text: string): ProfileName {
  if (text === 'documented' || text === 'observed') return text
  throw new UsageError(`--profile must be documented or observed, got "${text}"`)
}

export function readLatency(text = '0'): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 60_000) return Number(text)
  throw new UsageError(`--latency must be an integer number of milliseconds from 0 to 60000, got "${text}"`)
}

export function readSync(text: string): Sync {
  if (text === 'normal' || text === 'full') return text
  throw new UsageError(`--sync must be normal or full, got "${text}"`)
}

export function readNumber(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw new UsageError(`${option} must be an integer from 0 to 999999999, got "${text}"`)
}

export function readCors(text: string | undefined): string | undefined {
  const problem = text === undefined ? undefined : problemOfCors(text)
  if (problem !== undefined) throw new UsageError(`--cors ${problem}`)
  return text
}

export function readText(option: string, text: string | undefined): string | undefined {
  if (text === '') throw new UsageError(`${option} must not be empty`)
  return text
}

export function readKey(source: string, key: string | undefined): string | undefined {
  if (key !== undefined) checkKey(key, source)
  return key
}

/** The message does not repeat the value: a URL given here by mistake may contain a password. */
export function readHost(text: string | undefined): string | undefined {
  const host = readText('--host', text)
  if (host === undefined || /^[\w.:%-]+$/.test(host)) return host
  throw new UsageError('--host must be a name or an address of this machine, such as 127.0.0.1')
}

export function readFolder(option: string, text: string | undefined): string | undefined {
  if (text !== undefined && isUrl(text)) throw new UsageError(`${option} must be a folder, got a URL`)
  return readText(option, text)
}
