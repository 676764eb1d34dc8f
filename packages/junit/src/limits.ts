/** What a report may hold at most. Tools stay far below; a report beyond is refused with the line where that shows. */
export const limits = {
  /** Characters of a whole report: 512 MiB if they are ASCII. */
  characters: 512 * 2 ** 20,
  /** Characters of one text, attribute or comment. */
  piece: 32 * 2 ** 20,
  /** Elements inside each other. */
  depth: 100,
  /** Attributes of one element. */
  attributes: 200,
  /** Tests of one report. */
  tests: 1_000_000,
  /** Character references that XML forbids, such as `&#27;`. */
  forbiddenReferences: 10_000,
} as const

/** What is kept of one test at most; the rest is cut off. */
export const kept = { name: 10_000, message: 1_000, details: 8_000, listed: 100 } as const
