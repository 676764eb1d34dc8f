import { parseArgs } from 'node:util'
import { METHODS, type Method } from '@testsigma-tms/spec/contract'

export const USAGE = `Usage: pnpm new:operation <operationId> <method> <path> --sdk <resource>.<method> --entity <Schema> [options]

Scaffolds a new operation: its contract file, its entry in spec/openapi.yaml, missing schemas and parameters, evidence,
a handler of the local server and its test. Texts that you must write are marked TODO: pnpm lint lists those in the
contract, and the test fails until the handler is written.

  <operationId>          such as getMilestone; the contract's file is named after it
  <method> <path>        such as get '/projects/{project_id}/milestones/{milestone_id}'
  --sdk <name>           its name in the client: milestones.get is tms.milestones.get()
  --entity <Schema>      the schema of its result, such as Milestone; created if it does not exist
  --key <name>           the key under data, such as milestone (default: from the entity; plural for a list)
  --tag <name>           the tag in the docs (default: that of the resource; required for a new resource)
  --source <name>        documented (default), observed or client-sent
  --date <date>          when it was read or measured, such as 2026-06-30 (default: today)
  --dry-run              list the files and write nothing
  --help                 print this help

Example:
  pnpm new:operation listMilestones get '/projects/{project_id}/milestones' \\
    --sdk milestones.list --entity Milestone --tag Milestones`

export interface NewOperation {
  readonly id: string
  readonly method: Method
  readonly path: string
  readonly sdk: { readonly resource: string; readonly method: string }
  readonly entity: string
  readonly key: string
  readonly tag: string | undefined
  readonly source: string
  readonly date: string
  /** Whether it returns a page of entities. */
  readonly isList: boolean
  /** Whether it has a JSON body. */
  readonly hasBody: boolean
}

/** The arguments are not valid; the message says what is. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

export interface Options {
  readonly operation: NewOperation
  readonly dryRun: boolean
}

/** @returns `undefined` for --help @throws {UsageError} naming the argument, what was expected and what was found */
export function readOptions(args: readonly string[], today: string): Options | undefined {
  const { values, positionals } = parse(args)
  if (values.help) return undefined
  const [id, method, path, ...rest] = positionals
  expect('<operationId>', id, /^[a-z][A-Za-z0-9]*$/, 'a name in camelCase, such as getMilestone')
  expect('<method>', method, new RegExp(`^(${METHODS.join('|')})$`, 'i'), `one of ${METHODS.join(', ')}`)
  expect(
    '<path>',
    path,
    /^(\/([a-z][a-z0-9_]*|\{[a-z][a-z0-9_]*\}))+$/,
    'a path such as /projects/{project_id}/milestones',
  )
  if (rest.length > 0) throw new UsageError(`Expected three arguments, also got ${rest.join(' ')}. Quote the path.`)
  expect('--sdk', values.sdk, /^[a-z][A-Za-z0-9]*\.[a-z][A-Za-z0-9]*$/, 'a name such as milestones.get')
  expect('--entity', values.entity, /^[A-Z][A-Za-z0-9]*$/, 'a name in PascalCase, such as Milestone')
  expect('--source', values.source, /^(documented|observed|client-sent)$/, 'documented, observed or client-sent')
  expect('--date', values.date ?? today, /^\d{4}-\d\d-\d\d$/, 'a date such as 2026-06-30')
  const [resource = '', name = ''] = String(values.sdk).split('.')
  const isList = name.startsWith('list')
  const singular = snakeCase(String(values.entity))
  const verb = String(method).toLowerCase() as Method
  return {
    dryRun: values['dry-run'] ?? false,
    operation: {
      id: String(id),
      method: verb,
      path: String(path),
      sdk: { resource, method: name },
      entity: String(values.entity),
      key: values.key ?? (isList ? plural(singular) : singular),
      tag: values.tag,
      source: String(values.source),
      date: values.date ?? today,
      isList,
      hasBody: /^(post|put|patch)$/.test(verb),
    },
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        sdk: { type: 'string' },
        entity: { type: 'string' },
        key: { type: 'string' },
        tag: { type: 'string' },
        source: { type: 'string', default: 'documented' },
        date: { type: 'string' },
        'dry-run': { type: 'boolean' },
        help: { type: 'boolean' },
      },
    })
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

function expect(argument: string, value: string | undefined, pattern: RegExp, expected: string): void {
  if (value !== undefined && pattern.test(value)) return
  throw new UsageError(`${argument}: expected ${expected}, got ${value === undefined ? 'nothing' : `"${value}"`}.`)
}

/** `test_run` for `TestRun`. */
function snakeCase(name: string): string {
  return name.replaceAll(/(?<=[a-z0-9])[A-Z]/g, (letter) => `_${letter}`).toLowerCase()
}

/** `test-runs` for `testRuns`. */
export function kebabCase(name: string): string {
  return snakeCase(name).replaceAll('_', '-')
}

/** `TestRunId` for `test_run_id`. */
export function pascalCase(name: string): string {
  return name.replaceAll(/(?:^|_)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
}

function plural(name: string): string {
  if (name.endsWith('y')) return `${name.slice(0, -1)}ies`
  return /(s|x|ch|sh)$/.test(name) ? `${name}es` : `${name}s`
}
