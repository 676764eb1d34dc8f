import { commands } from '../generated/test-cases.ts'
import { type Column, columns, idColumn } from './columns.ts'
import type { FileRow } from './file-row.ts'
import type { Lists } from './lists.ts'
import type { CaseRow } from './rows.ts'
import { wantedSteps } from './wanted-steps.ts'

/** What a row of a file changes. */
export interface Change {
  readonly place: string
  /** The test case to update; absent if one is to be created. */
  readonly existing: ExistingCase | undefined
  readonly title: string
  /** Fields to send, with IDs. */
  readonly fields: Readonly<Record<string, unknown>>
  /** The same, with names instead of IDs, for display. */
  readonly differences: readonly { readonly column: string; readonly from: unknown; readonly to: unknown }[]
}

export interface ExistingCase {
  readonly id: string
  readonly row: CaseRow
}

export interface Changes {
  readonly changes: readonly Change[]
  readonly problems: readonly string[]
}

/** Compares a file with the project. A row matches the test case with its human ID, or otherwise with its title. */
export function findChanges(rows: readonly FileRow[], existing: readonly ExistingCase[], lists: Lists): Changes {
  const byId = new Map(existing.map((one) => [String(one.row[idColumn]).toUpperCase(), one]))
  const byTitle = groupedBy(existing, ({ row }) => String(row.title))
  const problems: string[] = []
  const seen = new Map<ExistingCase, string>()
  const changes = rows.map((row): Change => {
    const problem = (text: string) => problems.push(`${row.place}: ${text}`)
    const found = findExisting(row, byId, byTitle, problem)
    const earlier = found && seen.get(found)
    if (earlier) problem(`is the same test case as ${earlier}`)
    if (found) seen.set(found, row.place)
    return changeOf(row, found, lists, problem)
  })
  return { changes, problems }
}

type Problem = (text: string) => void

function findExisting(
  { values }: FileRow,
  byId: ReadonlyMap<string, ExistingCase>,
  byTitle: ReadonlyMap<string, ExistingCase[]>,
  problem: Problem,
): ExistingCase | undefined {
  const id = values[idColumn]
  if (id !== undefined && id !== '') {
    const found = byId.get(String(id).toUpperCase())
    if (found === undefined)
      problem(`${idColumn} ${id} matches no test case in the project; leave it out to create one`)
    return found
  }
  const titled = byTitle.get(String(values.title)) ?? []
  if (titled.length > 1)
    problem(`${titled.length} test cases have the title "${values.title}"; give the ${idColumn} of one`)
  return titled[0]
}

function changeOf(
  { place, values }: FileRow,
  existing: ExistingCase | undefined,
  lists: Lists,
  problem: Problem,
): Change {
  const fields: Record<string, unknown> = {}
  const differences: Change['differences'][number][] = []
  const isNew = existing === undefined && !values[idColumn]
  for (const column of columns) {
    const to = values[column.name]
    if (to === undefined || to === null) {
      if (isNew && column.isNeeded) problem(`${column.name} is required to create a test case`)
      continue
    }
    if (to === '' && column.isNeeded) {
      problem(`${column.name} cannot be empty`)
      continue
    }
    const wanted = wantedValue(column, to, lists, problem)
    if (wanted === undefined) continue
    const from = existing?.row[column.name]
    if (existing && isSame(from, wanted.shown)) continue
    differences.push({ column: column.name, from, to: wanted.shown })
    fields[column.field === 'labels' ? 'label_ids' : column.field] = wanted.sent
  }
  return { place, existing, title: String(values.title ?? existing?.row.title ?? ''), fields, differences }
}

function wantedValue(
  column: Column,
  value: unknown,
  lists: Lists,
  problem: Problem,
): { shown: unknown; sent: unknown } | undefined {
  if (column.kind === 'json') {
    const steps = wantedSteps(value)
    if (typeof steps !== 'string') return { shown: steps, sent: steps }
    problem(`${column.name} ${steps}`)
    return undefined
  }
  if (column.kind === 'names') {
    const ids = namesIn(value).flatMap((name) => idOf(column, name, lists, problem) ?? [])
    return { shown: ids.map((id) => (column.list ? lists.nameOf(column.list, id) : id)), sent: ids }
  }
  if (typeof value === 'object') {
    problem(`${column.name} must be a string, got ${JSON.stringify(value).slice(0, 100)}`)
    return undefined
  }
  const text = String(value)
  const choices = choicesOf(column.field)
  if (text !== '' && choices && !choices.includes(text)) {
    problem(`${column.name} must be one of ${choices.join(', ')}, got "${text.slice(0, 100)}"`)
    return undefined
  }
  if (column.kind === 'text' || text === '') return { shown: text, sent: text }
  const id = idOf(column, text, lists, problem)
  return id === undefined || column.list === undefined ? undefined : { shown: lists.nameOf(column.list, id), sent: id }
}

function idOf({ name, list }: Column, text: string, lists: Lists, problem: Problem): string | undefined {
  const id = list && lists.idOf(list, text)
  if (id === undefined && list)
    problem(
      `there is no ${name === 'labels' ? 'label' : name} "${text}", only ${lists.namesIn(list).slice(0, 20).join(', ') || 'an empty list'}`,
    )
  return id
}

/**
 * Accepts a list, or a string of names separated by semicolons. A table cell may also contain a JSON list, for names
 * that contain semicolons.
 */
function namesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(String)
  const text = String(value)
  try {
    const names: unknown = JSON.parse(text)
    if (Array.isArray(names)) return names.map(String)
  } catch {
    // Not JSON: names separated by semicolons.
  }
  return text
    .split(';')
    .map((name) => name.trim())
    .filter(Boolean)
}

/** Ignores the order of labels, which has no meaning and which the API may change. */
function isSame(one: unknown, other: unknown): boolean {
  const ordered = (value: unknown) =>
    Array.isArray(value) && value.every((entry) => typeof entry === 'string') ? [...value].sort() : value
  return JSON.stringify(ordered(one)) === JSON.stringify(ordered(other))
}

/** The only values that the contract allows for a field. */
function choicesOf(field: Column['field']): readonly string[] | undefined {
  const create = commands.find(({ operationId }) => operationId === 'createTestCase')
  return create?.flags.find(({ name }) => name === field)?.values
}

/** `Map.groupBy` needs Node 21. */
function groupedBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}
