/** An entry of a list, or an entity. */
export type Row = Readonly<Record<string, unknown>>

/** The value at a path such as `test_case.title`. */
export function valueAt(row: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => {
    return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
      ? (value as Record<string, unknown>)[name]
      : undefined
  }, row)
}

/** Selects the requested fields, or all. */
export function pick(row: unknown, fields: readonly string[] | undefined): unknown {
  if (fields === undefined) return row
  return Object.fromEntries(fields.map((field) => [field, valueAt(row, field) ?? null]))
}

/** Formats a value as one cell: an empty string for null and undefined, JSON for objects and arrays. */
export function cell(value: unknown): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
