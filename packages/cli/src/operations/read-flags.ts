import { openAsBlob } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { CommandError } from '../exit-codes.ts'
import { jsonProblem } from '../json-problem.ts'
import { readAll } from '../read-all.ts'
import type { Terminal } from '../terminal.ts'
import type { Flag, OperationCommand, Params } from './operation-command.ts'

const mostData = 64 * 2 ** 20

/** The options of an operation's command, with commander's names. */
export type FlagValues = Readonly<Record<string, unknown>>

/** The parameters of a call: the fields of --data, overridden by flags. */
export async function readFlags(terminal: Terminal, { flags }: OperationCommand, values: FlagValues): Promise<Params> {
  const params: Params = typeof values.data === 'string' ? await readData(terminal, values.data) : {}
  for (const flag of flags) {
    const value = values[attributeName(flag.flag)]
    if (value === undefined) continue
    if (flag.isPattern) Object.assign(params, await readNamedFiles(terminal, flag, value as string[]))
    else params[flag.name] = await readValue(terminal, flag, value)
  }
  return params
}

/** Commander's name for the value of a flag. */
function attributeName(flag: string): string {
  return flag.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase())
}

async function readValue(terminal: Terminal, flag: Flag, value: unknown): Promise<unknown> {
  if (flag.kind === 'texts') return value
  const text = String(value)
  switch (flag.kind) {
    case 'integer':
    case 'number':
      return readNumber(flag, text)
    case 'boolean':
      if (text === 'true' || text === 'false') return text === 'true'
      throw new CommandError(`--${flag.flag} must be true or false, got "${text}".`)
    case 'json':
      return parseJson(await readText(terminal, text), `--${flag.flag}`)
    case 'file':
      return readBlob(terminal, flag.flag, text)
    default:
      return text
  }
}

function readNumber({ flag, kind }: Flag, text: string): number {
  const value = Number(text)
  const isRight = text.trim() !== '' && (kind === 'integer' ? Number.isSafeInteger(value) : Number.isFinite(value))
  if (isRight) return value
  throw new CommandError(`--${flag} must be ${kind === 'integer' ? 'an integer' : 'a number'}, got "${text}".`)
}

/** Resolves `@file` and `-` (stdin); other text is returned unchanged. */
async function readText(terminal: Terminal, text: string): Promise<string> {
  if (text === '-' || text === '@-') return readAll(terminal, mostData, 'stdin')
  if (!text.startsWith('@')) return text
  const path = resolve(terminal.cwd, text.slice(1))
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new CommandError(`${path} cannot be read: ${error.code}`)
  })
}

async function readData(terminal: Terminal, text: string): Promise<Params> {
  const value = parseJson(await readText(terminal, text), '--data')
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value }
  throw new CommandError(`--data must be a JSON object, got ${JSON.stringify(value).slice(0, 100)}.`)
}

function parseJson(text: string, flag: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new CommandError(`${flag} is not valid JSON: ${jsonProblem(error)}`)
  }
}

async function readNamedFiles(terminal: Terminal, { name, flag }: Flag, values: string[]): Promise<Params> {
  const files: Params = {}
  for (const value of values) {
    const [, part = '', path = ''] = /^([^=]+)=(.+)$/s.exec(value) ?? []
    if (!new RegExp(name).test(part))
      throw new CommandError(`--${flag} must be <name>=<path>, with a name like ${name}, got "${value}".`)
    files[part] = await readBlob(terminal, flag, path)
  }
  return files
}

async function readBlob(terminal: Terminal, flag: string, path: string): Promise<Blob> {
  const { cwd } = terminal
  if (path === '-') return new File([await readAll(terminal, mostData, 'stdin')], 'stdin')
  try {
    return new File([await openAsBlob(resolve(cwd, path))], basename(path))
  } catch (error) {
    throw new CommandError(
      `--${flag}: ${resolve(cwd, path)} cannot be read: ${(error as NodeJS.ErrnoException).code ?? (error as Error).message}`,
    )
  }
}
