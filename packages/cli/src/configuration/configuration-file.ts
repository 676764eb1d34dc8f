import { readFile, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { CommandError } from '../exit-codes.ts'
import { jsonProblem } from '../json-problem.ts'
import { say, type Terminal } from '../terminal.ts'

/** The content of `.tms.json`, or of the field `tms` in `package.json`. */
export interface ConfigurationFile {
  /** Path of the file; absent if there is none. */
  readonly path?: string
  readonly baseUrl?: string
  readonly project?: string
  readonly user?: string
  readonly rate?: number
  readonly allowInsecure?: boolean
  /** A path, relative to the file. */
  readonly keyFile?: string
  /** The account's names of the results `passed`, `failed` and `skipped`. */
  readonly statuses?: Readonly<Record<string, string>>
}

const texts = ['baseUrl', 'project', 'user', 'keyFile'] as const
const known: readonly string[] = [...texts, 'rate', 'allowInsecure', 'statuses', '$schema']

/** Searches the current folder and its parents; the first file that contains a configuration is used. */
export async function readConfigurationFile(terminal: Terminal): Promise<ConfigurationFile> {
  for (let current = terminal.cwd; ; current = dirname(current)) {
    const path = join(current, '.tms.json')
    const own = (await isForeign(terminal, path)) ? undefined : await readJson(path)
    if (own !== undefined) return checked(own, path)
    const manifest = join(current, 'package.json')
    const fields = await readManifest(terminal, manifest)
    if (isObject(fields) && fields.tms !== undefined && !(await isForeign(terminal, manifest))) {
      return checked(fields.tms, manifest)
    }
    if (dirname(current) === current) return {}
  }
}

/**
 * Whether a file belongs to another user, who could send the key elsewhere with its `baseUrl`: `/tmp/.tms.json`, for
 * example. The owner of the current folder is trusted too, as in a container that runs as root. Windows has no such owners.
 */
async function isForeign(terminal: Terminal, path: string): Promise<boolean> {
  const user = process.getuid?.()
  const owner = user === undefined ? undefined : await ownerOf(path)
  if (owner === undefined || owner === user || owner === 0) return false
  if (owner === (await ownerOf(terminal.cwd))) return false
  say(terminal, `tms: ${path} belongs to another user (${owner}), so it is ignored.`)
  return true
}

/** Undefined if there is no such file. */
async function ownerOf(path: string): Promise<number | undefined> {
  return stat(path).then(
    ({ uid }) => uid,
    () => undefined,
  )
}

async function readJson(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined
    throw new CommandError(`${path} cannot be read: ${error.message}`)
  })
  if (text === undefined) return undefined
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''))
  } catch (error) {
    throw new CommandError(`${path} is not valid JSON: ${jsonProblem(error)}`)
  }
}

/** An invalid `package.json` is only reported, not an error: it may be a test fixture. */
async function readManifest(terminal: Terminal, path: string): Promise<unknown> {
  try {
    return await readJson(path)
  } catch (error) {
    say(terminal, `tms: ${(error as Error).message}; its field "tms" is ignored.`)
    return undefined
  }
}

function checked(value: unknown, path: string): ConfigurationFile {
  if (!isObject(value)) throw new CommandError(`${path}: expected an object, got ${kindOf(value)}`)
  const names = Object.keys(value)
  const secret = names.find((name) => /^(api|access)?[-_]?(key|token|secret)$/i.test(name))
  if (secret) {
    throw new CommandError(
      `${path}: "${secret}" does not belong in a file that is committed. Set TESTSIGMA_API_KEY, or name a file with "keyFile".`,
    )
  }
  const unknown = names.find((name) => !known.includes(name))
  if (unknown) throw new CommandError(`${path}: unknown field "${unknown}". Known are ${known.join(', ')}.`)
  for (const name of texts) {
    if (value[name] !== undefined && typeof value[name] !== 'string') {
      throw new CommandError(`${path}: "${name}" must be a string, got ${kindOf(value[name])}`)
    }
  }
  const { rate, allowInsecure } = value
  if (rate !== undefined && !(typeof rate === 'number' && rate > 0 && rate <= 1_000)) {
    throw new CommandError(`${path}: "rate" must be a number of requests a second, up to 1000, got ${kindOf(rate)}`)
  }
  if (allowInsecure !== undefined && typeof allowInsecure !== 'boolean') {
    throw new CommandError(`${path}: "allowInsecure" must be true or false, got ${kindOf(allowInsecure)}`)
  }
  if (
    value.statuses !== undefined &&
    !(isObject(value.statuses) && Object.values(value.statuses).every((name) => typeof name === 'string'))
  ) {
    throw new CommandError(`${path}: "statuses" must be like { "passed": "Passed" }, got ${kindOf(value.statuses)}`)
  }
  return { ...(value as ConfigurationFile), path }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A string may be a key in the wrong place, so it is not shown. */
function kindOf(value: unknown): string {
  if (typeof value === 'string') return 'a string'
  if (Array.isArray(value)) return 'a list'
  return isObject(value) ? 'an object' : String(value)
}
