#!/usr/bin/env node
import { enableCompileCache } from 'node:module'
import { CommandError } from './cli/command-error.ts'
import { help, readOptions, UsageError } from './cli/options.ts'
import { InvalidKeyError } from './store/keys.ts'
import { InvalidDatabaseError } from './store/place.ts'
import { DatabaseError } from './store/postgres/database-error.ts'
import { DataFileError } from './store/sqlite/data-file-error.ts'

// A third of the time to start is compiling; Node keeps the result in its own folder for temporary files.
enableCompileCache()

try {
  const options = readOptions(process.argv.slice(2), process.env)
  if (options.help) process.stdout.write(help)
  // Loading the server takes a while, which a wrong option need not wait for.
  else await (await import('./cli/commands.ts')).run(options)
} catch (error) {
  const isUsage = [UsageError, InvalidKeyError, InvalidDatabaseError].some((kind) => error instanceof kind)
  console.error(isUsage ? `${(error as Error).message}; see --help` : explain(error))
  process.exitCode = isUsage ? 2 : 1
}

function explain(error: unknown): unknown {
  if ([CommandError, DataFileError, DatabaseError].some((kind) => error instanceof kind))
    return (error as Error).message
  const { code, port, message } = error as { code?: string; port?: number; message?: string }
  if (code === 'EADDRINUSE') return `Port ${port} is taken; choose another one with --port <number>`
  if (code === 'EACCES' && port) return `Port ${port} needs more rights; choose another one with --port <number>`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `${message}; choose another address with --host`
  return error
}
