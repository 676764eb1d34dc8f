import { open } from 'node:fs/promises'
import { parsePointer } from '@testsigma-tms/spec/contract'
import { type Failure, violationOf } from '@testsigma-tms/spec/schema'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { parse } from 'yaml'
import { duplicates } from './duplicates.ts'
import { AccountFileError } from './error.ts'
import { placeOf, shown } from './place.ts'
import { type Account, accountSchema } from './schema.ts'

const longest = 16 * 1024 * 1024
const mostProblems = 20

export interface AccountFile {
  file: string
  account: Account
}

/**
 * Reads and checks a file, without access to a store.
 *
 * @throws {AccountFileError} if it cannot be read, or anything in it is wrong
 */
export async function readAccountFile(file: string): Promise<AccountFile> {
  if (typeof file !== 'string') throw new RangeError(`the file must be a path, got ${String(file)}`)
  const value = parseText(file, await readText(file))
  const problems = validate(value)
  const all = problems.length > 0 ? problems : duplicates(value as Account)
  if (all.length > 0) throw new AccountFileError(file, all.slice(0, mostProblems))
  return { file, account: value as Account }
}

/** Reads no more than the limit, even from an endless file such as a device. */
async function readText(file: string): Promise<string> {
  const bytes = await readBytes(file)
  if (bytes.length > longest) throw new AccountFileError(file, ['larger than 16 MiB; split it into several files'])
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new AccountFileError(file, ['not encoded in UTF-8; save it in that encoding'])
  }
}

async function readBytes(file: string): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  try {
    await using handle = await open(file)
    for await (const chunk of handle.createReadStream({ autoClose: false, end: longest })) {
      chunks.push(chunk)
      length += chunk.length
    }
    return Buffer.concat(chunks, length)
  } catch (error) {
    throw new AccountFileError(file, [`cannot be read (${(error as Error).message}); name a file with --from`])
  }
}

/** Files ending in `.json` are JSON, all others YAML. */
function parseText(file: string, text: string): unknown {
  const isJson = file.toLowerCase().endsWith('.json')
  try {
    return isJson ? JSON.parse(text.replace(/^\uFEFF/, '')) : parse(text, { logLevel: 'error' })
  } catch (error) {
    const [sentence] = (error as Error).message.split(/:?\n/)
    throw new AccountFileError(file, [`not valid ${isJson ? 'JSON' : 'YAML'}: ${sentence}`])
  }
}

/** The location of each problem, with a fix. */
function validate(value: unknown): string[] {
  const ajv = new Ajv2020({ allErrors: true, verbose: true, strict: false })
  addFormats.default(ajv)
  const check = ajv.compile(accountSchema)
  if (!check(value)) return [...new Set(((check.errors ?? []) as Failure[]).slice(0, mostProblems).map(sentence))]
  const text = JSON.stringify(value)
  if (text.includes(String.raw`\u0000`)) return ['a string contains the character U+0000; remove it']
  // JSON.stringify escapes no other halves of surrogate pairs.
  return /(?<!\\)(\\\\)*\\ud[89a-f]/.test(text) ? ['a string contains half of a surrogate pair; remove it'] : []
}

function sentence(failure: Failure): string {
  const { at, kind, field, message, value } = violationOf(failure)
  const place = placeOf(...parsePointer(at), ...(field === undefined ? [] : [field]))
  if (kind === 'undeclared') return `${place}: unknown field; remove it, or write ${declaredNames(failure)}`
  if (kind === 'missing') return `${place}: required; add it`
  if (failure.parentSchema && 'pattern' in failure.parentSchema) {
    return `${place}: must be a string on one line without surrounding spaces, got ${shown(value)}`
  }
  return `${place}: ${message}, got ${shown(value)}`
}

function declaredNames({ parentSchema }: Failure): string {
  const { properties } = parentSchema as { properties: object }
  return `one of ${Object.keys(properties).join(', ')}`
}
