import { unprocessable } from '../http/errors.ts'
import { shorten } from '../http/shorten.ts'
import { mostFindings } from '../http/validation/findings.ts'
import { findInProject, type ProjectTable } from '../store/in-project.ts'
import { selectLabels } from '../store/labels.ts'
import { findLookupValue } from '../store/lookups.ts'
import type { LookupList, ProjectRow, Store } from '../store/schema.ts'
import { findUser } from '../store/users.ts'

/** Finds the entity of an ID in a body. */
export interface Target<Id extends string | null = string> {
  noun: string
  find: (store: Store, id: string) => Promise<{ id: Id } | undefined>
}

/** Accepts an empty string and `null` for none. */
export function orNone({ noun, find }: Target): Target<string | null> {
  return {
    noun: `${noun}, or empty for none`,
    find: async (store, id) => (id === '' ? { id: null } : find(store, id)),
  }
}

export const aUser: Target = { noun: 'the ID of a user', find: findUser }

export function aLookupValue(list: LookupList, noun: string): Target {
  return { noun: `the ID of ${noun}`, find: (store, id) => findLookupValue(store, list, id) }
}

export function inProject(table: ProjectTable, noun: string, project: ProjectRow): Target {
  return {
    noun: `the ID of ${noun} of this project`,
    find: (store, id) => findInProject(store, table, project.id, id),
  }
}

/** Bodies may repeat the project of the path, but not name another one. */
export function theProject(project: ProjectRow): Target {
  return {
    noun: 'the project of the path',
    find: async (_, id) => (id.toLowerCase() === project.id ? project : undefined),
  }
}

/**
 * The stored IDs for these fields of a body. Absent fields stay absent.
 *
 * @throws {ApiError} 422 that lists every field whose ID does not exist
 */
export async function resolveReferences<Targets extends Record<string, Target | Target<string | null>>>(
  store: Store,
  body: { [Name in keyof NoInfer<Targets>]?: string | null | undefined },
  targets: Targets,
): Promise<{ [Name in keyof Targets]?: IdOf<Targets[Name]> }> {
  const found: Record<string, string | null> = {}
  const failures: string[] = []
  for (const [field, target] of Object.entries(targets)) {
    const id = body[field]
    if (id === undefined) continue
    const entity = await target.find(store, id ?? '')
    if (entity) found[field] = entity.id
    else failures.push(wrong(field, target.noun, id))
  }
  refuse(failures)
  return found as { [Name in keyof Targets]?: IdOf<Targets[Name]> }
}

type IdOf<Wanted> = Wanted extends Target<infer Id> ? Id : never

/** The IDs of the labels in a list, found by one of these columns. */
export async function resolveLabels(
  store: Store,
  field: string,
  values: string[] | undefined,
  ...by: ('id' | 'name')[]
): Promise<string[] | undefined> {
  if (values === undefined) return undefined
  const labels = await selectLabels(store).execute()
  const known = new Map(by.flatMap((column) => labels.map((label) => [label[column], label.id])))
  const found = values.map(
    (value) => known.get(value) ?? (by.includes('id') ? known.get(value.toLowerCase()) : undefined),
  )
  const noun = `the ${by.map((column) => (column === 'id' ? 'ID' : 'name')).join(' or the ')} of a label`
  refuse(values.flatMap((value, index) => (found[index] ? [] : [wrong(`${field}.${index}`, noun, value)])))
  return [...new Set(found as string[])]
}

/** Throws if there are failures, and lists the first ones. */
export function refuse(failures: string[]): void {
  if (failures.length === 0) return
  const shown = failures.slice(0, mostFindings)
  const rest = failures.length - shown.length
  throw unprocessable([...shown, ...(rest > 0 ? [`and ${rest} more`] : [])].join('; '))
}

export function wrong(field: string, noun: string, value: unknown): string {
  return `${field}: must be ${noun}, got ${value === undefined ? 'nothing' : shorten(JSON.stringify(value))}`
}
