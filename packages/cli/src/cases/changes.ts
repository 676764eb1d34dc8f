import { type Column, columns, idColumn } from './columns.ts'
import type { Lists } from './lists.ts'
import type { FileRow } from './read-cases-file.ts'
import { type CaseRow, plainSteps } from './rows.ts'

/** What a row of a file asks for. */
export interface Change {
  readonly place: string
  /** The test case that it changes; absent for one that is to be made. */
  readonly existing: ExistingCase | undefined
  readonly title: string
  /** Fields to send, with IDs. */
  readonly fields: Readonly<Record<string, unknown>>
  /** The same in the words of people. */
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

/** Compares a file with the project: rows are of the test case with their human ID, or else with their title. */
export function findChanges(rows: readonly FileRow[], existing: readonly ExistingCase[], lists: Lists): Changes {
  const byId = new Map(existing.map((one) => [String(one.row[idColumn]).toUpperCase(), one]))
  const byTitle = groupedBy(existing, ({ row }) => String(row.title))
  const problems: string[] = []
  const seen = new Map<ExistingCase, string>()
  const changes = rows.map((row): Change => {
    const problem = (text: string) => problems.push(`${row.place}: ${text}`)
    const found = findExisting(row, byId, byTitle, problem)
    const earlier = found && seen.get(found)
    if (earlier) problem(`is of the same test case as ${earlier}`)
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
      problem(`${idColumn} ${id} is of no test case in the project; leave it out to make a new one`)
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
  for (const column of columns) {
    const to = values[column.name]
    if (to === undefined || to === null) {
      if (existing === undefined && column.isNeeded) problem(`${column.name} is needed to make a test case`)
      continue
    }
    const wanted = wantedValue(column, to, lists, problem)
    if (wanted === undefined) continue
    const from = existing?.row[column.name]
    if (existing && JSON.stringify(from) === JSON.stringify(wanted.shown)) continue
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
  if (column.kind === 'json') return wantedSteps(column, value, problem)
  if (column.kind === 'names') {
    const names = Array.isArray(value)
      ? value.map(String)
      : String(value)
          .split(';')
          .map((name) => name.trim())
          .filter(Boolean)
    const ids = names.map((name) => idOf(column, name, lists, problem))
    return { shown: names, sent: ids }
  }
  if (typeof value === 'object') {
    problem(`${column.name} must be a text, got ${JSON.stringify(value).slice(0, 100)}`)
    return undefined
  }
  const text = String(value)
  if (column.kind === 'text' || text === '') return { shown: text, sent: text }
  const id = idOf(column, text, lists, problem)
  return id === undefined || column.list === undefined ? undefined : { shown: lists.nameOf(column.list, id), sent: id }
}

function idOf({ name, list }: Column, text: string, lists: Lists, problem: Problem): string | undefined {
  const id = list && lists.idOf(list, text)
  if (id === undefined && list)
    problem(`there is no ${name} "${text}", only ${lists.namesIn(list).slice(0, 20).join(', ') || 'an empty list'}`)
  return id
}

function wantedSteps(
  { name }: Column,
  value: unknown,
  problem: Problem,
): { shown: unknown; sent: unknown } | undefined {
  try {
    const steps: unknown = typeof value === 'string' ? JSON.parse(value) : value
    if (Array.isArray(steps) && steps.every((step) => typeof step === 'object' && step !== null)) {
      return { shown: plainSteps(steps), sent: plainSteps(steps) }
    }
  } catch {
    // Said below.
  }
  problem(`${name} must be a list of steps, got ${JSON.stringify(value).slice(0, 100)}`)
  return undefined
}

/** `Map.groupBy` came with Node 21. */
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
