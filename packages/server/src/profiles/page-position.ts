/** A position in a list that is ordered by `field`: before or after this value. */
export interface Cursor {
  field: string
  value: string
  direction: 'ASC' | 'DESC'
}

/** The position of a page in its list; a missing neighbour has no cursor. */
export interface PagePosition {
  page_size: number
  total_count: number
  next: Cursor | undefined
  prev: Cursor | undefined
}

export function encodeCursor(cursor: Cursor, encoding: 'base64' | 'base64url'): string {
  return Buffer.from(JSON.stringify([cursor])).toString(encoding)
}
