import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { CommandError } from '../exit-codes.ts'
import { readAll } from '../read-all.ts'
import type { Terminal } from '../terminal.ts'
import type { ConfigurationFile } from './configuration-file.ts'

/** The vendor's own CI pages use the second name. */
const variables = ['TESTSIGMA_API_KEY', 'TESTSIGMA_API_TOKEN']
const longestKey = 64 * 1024

/** Reads the key, which no argument ever holds: arguments are seen by every user of the machine. */
export async function readKey(
  terminal: Terminal,
  keyFile: string | undefined,
  file: ConfigurationFile,
): Promise<{ key: string; source: string }> {
  if (keyFile === '-') return named(await readAll(terminal.stdin, longestKey, 'the key from stdin'), 'stdin')
  if (keyFile !== undefined) return fromFile(resolve(terminal.cwd, keyFile))
  const variable = variables.find((name) => terminal.env[name])
  if (variable) return named(terminal.env[variable] ?? '', variable)
  if (file.keyFile !== undefined && file.path) return fromFile(resolve(dirname(file.path), file.keyFile))
  throw new CommandError(
    'No API key. Set the variable TESTSIGMA_API_KEY (in CI: from its secrets), or give --key-file <path>, or --key-file - for stdin.',
  )
}

async function fromFile(path: string): Promise<{ key: string; source: string }> {
  try {
    return named(await readFile(path, 'utf8'), path)
  } catch (error) {
    if (error instanceof CommandError) throw error
    throw new CommandError(`The key file ${path} cannot be read: ${(error as NodeJS.ErrnoException).code}`)
  }
}

function named(text: string, source: string): { key: string; source: string } {
  const key = text.replace(/^\ufeff/, '').trim()
  if (/^[\x21-\x7e]+$/.test(key)) return { key, source }
  const problem = key === '' ? 'is empty' : 'is not one word of ASCII characters'
  throw new CommandError(`The API key from ${source} ${problem}.`)
}
