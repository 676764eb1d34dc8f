import { statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { createFiles } from './files.ts'
import type { Settings, ToolSet } from './session.ts'

export interface CliOptions {
  readonly settings: Settings
  /** Port for HTTP; `undefined` for stdio. */
  readonly port: number | undefined
  readonly help: boolean
  readonly version: boolean
}

/** A wrong command line; the message names the option. */
export class OptionError extends Error {
  override readonly name = 'OptionError'
}

const sets: Readonly<Record<string, readonly ToolSet[]>> = {
  read: ['read'],
  author: ['read', 'author'],
  run: ['read', 'run'],
  all: ['read', 'author', 'run'],
}
const defaults = { tools: 'read', budget: 24_000, patience: 120_000 }
const leastBudget = 4_000
const mostBudget = 1_000_000

export const help = `Usage: testsigma-tms-mcp [options]

An MCP server for the Testsigma Test Management API, over stdio or streamable HTTP. It reads the API key from
TESTSIGMA_API_KEY and the base URL from TESTSIGMA_BASE_URL.

  --tools <set>       read (the default), author, run or all; every set includes read
  --allow-delete      also offer the tool delete; needs --tools author, run or all
  --project <name>    default project: name or prefix
  --user <e-mail>     default owner of new cases and default user of results
  --files <folder>    let tools send files from this folder; can be repeated (default: none)
  --budget <bytes>    maximum size of the JSON in one result (default ${defaults.budget})
  --http <port>       serve streamable HTTP on 127.0.0.1; 0 for any free port
  --version           print the version
  --help              print this help
`

/** @throws {OptionError} */
export function readOptions(args: readonly string[]): CliOptions {
  const values = parse(args)
  const tools = values.tools ?? defaults.tools
  const chosen = sets[tools]
  if (!Object.hasOwn(sets, tools) || chosen === undefined) {
    throw new OptionError(`--tools must be ${Object.keys(sets).join(', ')}, got "${tools}"`)
  }
  for (const option of ['project', 'user'] as const) {
    if (values[option]?.trim() === '') throw new OptionError(`--${option} must not be empty`)
  }
  for (const folder of values.files ?? []) {
    if (!isFolder(folder)) {
      throw new OptionError(`--files must be a folder that exists, got "${folder}"`)
    }
  }
  const allowDelete = values['allow-delete'] ?? false
  if (allowDelete && tools === 'read') {
    throw new OptionError('--allow-delete needs --tools author, run or all: read changes nothing')
  }
  return {
    settings: {
      sets: chosen,
      allowDelete,
      project: values.project,
      user: values.user,
      budget: readNumber('--budget', values.budget ?? String(defaults.budget), leastBudget, mostBudget),
      files: createFiles(values.files ?? []),
      patience: defaults.patience,
    },
    port: values.http === undefined ? undefined : readNumber('--http', values.http, 0, 65_535),
    help: values.help ?? false,
    version: values.version ?? false,
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory()
  } catch {
    return false
  }
}

function parse(args: readonly string[]) {
  // Command lines are visible in process lists. The message does not contain the value.
  if (args.some((each) => /^--?(?:api[-_]?)?(?:key|token)\b/i.test(each))) {
    throw new OptionError('the key cannot be given as an option: set the variable TESTSIGMA_API_KEY')
  }
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        tools: { type: 'string' },
        'allow-delete': { type: 'boolean' },
        project: { type: 'string' },
        user: { type: 'string' },
        files: { type: 'string', multiple: true },
        budget: { type: 'string' },
        http: { type: 'string' },
        version: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    })
    return values
  } catch (error) {
    throw new OptionError((error as Error).message)
  }
}

function readNumber(option: string, text: string, least: number, most: number): number {
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (number >= least && number <= most) return number
  throw new OptionError(`${option} must be a whole number from ${least} to ${most}, got "${text}"`)
}
