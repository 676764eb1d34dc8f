import { examples } from '../seed/demo/examples.ts'
import type { LookupValueRow } from '../store/schema.ts'

const { measured } = examples
const measuredValues = new Map(
  [...measured.caseStatuses, ...measured.priorities, ...measured.runStatuses].map((value) => [value.id, value]),
)

/** IDs of demo values that only the documentation shows, in lists that were observed on the live API. */
export const pageOnlyLookupIds: string[] = [
  ...examples.caseStatuses,
  ...examples.priorities,
  ...examples.runStatuses,
].flatMap(({ id }) => (measuredValues.has(id) ? [] : [id]))

/** Replaces name and position of a demo value by those observed on the live API. */
export function toMeasuredLookup(row: LookupValueRow): LookupValueRow {
  const value = measuredValues.get(row.id)
  if (!value) return row
  return { ...row, name: value.name, alias: value.alias, icon_url: value.icon_url, position: value.order }
}
