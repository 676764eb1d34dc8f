import { examples } from '../seed/demo/examples.ts'
import type { LookupValueRow } from '../store/schema.ts'

const { measured } = examples
const measuredValues = new Map(
  [...measured.caseStatuses, ...measured.priorities, ...measured.runStatuses].map((value) => [value.id, value]),
)

/** Demo values that the vendor's pages alone show, of the lists that were measured on the live API. */
export const pageOnlyLookupIds: string[] = [
  ...examples.caseStatuses,
  ...examples.priorities,
  ...examples.runStatuses,
].flatMap(({ id }) => (measuredValues.has(id) ? [] : [id]))

/** The same value of the demo data has another name and place on the live API than on the pages. */
export function toMeasuredLookup(row: LookupValueRow): LookupValueRow {
  const value = measuredValues.get(row.id)
  if (!value) return row
  return { ...row, name: value.name, alias: value.alias, icon_url: value.icon_url, position: value.order }
}
