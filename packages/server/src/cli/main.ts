import { readFileSync } from 'node:fs'
import { MissingPackageError } from '../optional.ts'
import { InvalidKeyError } from '../store/keys.ts'
import { InvalidDatabaseError } from '../store/place.ts'
import { DatabaseError } from '../store/postgres/database-error.ts'
import { DataFileError } from '../store/sqlite/data-file-error.ts'
import { UnavailableError } from '../store/unavailable-error.ts'
import { CommandError } from './command-error.ts'
import { help } from './help.ts'
import { readOptions } from './options.ts'
import { UsageError } from './usage-error.ts'

try {
  const options = readOptions(process.argv.slice(2), process.env)
  if (options.help) process.stdout.write(help)
  else if (options.version) console.log(readVersion())
  // Loaded lazily, so that an invalid option is reported without loading the server.
  else await (await import('./commands.ts')).run(options)
} catch (error) {
  const isUsage = [UsageError, InvalidKeyError, InvalidDatabaseError].some((kind) => error instanceof kind)
  console.error(hidePasswords(isUsage ? `${(error as Error).message}; see --help` : explain(error)))
  process.exitCode = isUsage ? 2 : 1
}

function readVersion(): string {
  return JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).version
}

/** Hides passwords of URLs in a message, even of malformed or misplaced ones. */
function hidePasswords(message: unknown): unknown {
  if (typeof message !== 'string') return message
  return message.replaceAll(/(:\/\/[^\s:/@]*):[^\s@]*@/g, '$1:…@').replaceAll(/([^\s:/@"'(]+):[^\s:/@]+@/g, '$1:…@')
}

function explain(error: unknown): unknown {
  if (
    [CommandError, DataFileError, DatabaseError, MissingPackageError, UnavailableError].some(
      (kind) => error instanceof kind,
    )
  )
    return (error as Error).message
  const { code, port, message } = error as { code?: string; port?: number; message?: string }
  if (code === 'EADDRINUSE') return `Port ${port} is taken; choose another one with --port <number>`
  if (code === 'EACCES' && port) return `Port ${port} requires privileges; choose another one with --port <number>`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `${message}; choose another address with --host`
  return error
}
