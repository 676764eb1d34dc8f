/** A row of a list, or an entity. */
export type Row = Readonly<Record<string, unknown>>

/** The value at a path such as `test_case.title`. */
export function valueAt(row: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => {
    return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
      ? (value as Record<string, unknown>)[name]
      : undefined
  }, row)
}

/** The fields that somebody asked for, or all. */
export function pick(row: unknown, fields: readonly string[] | undefined): unknown {
  if (fields === undefined) return row
  return Object.fromEntries(fields.map((field) => [field, valueAt(row, field) ?? null]))
}

/** A value as one cell: text as it is, nothing for nothing, JSON for what has parts. */
export function cell(value: unknown): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
