/** Upper limits of a report, far above what tools write. A larger report is rejected with the line of the excess. */
export const limits = {
  /** Characters of a whole report: 512 MiB if they are ASCII. */
  characters: 512 * 2 ** 20,
  /** Characters of one text node, attribute or comment. */
  piece: 32 * 2 ** 20,
  /** Nesting depth of elements. */
  depth: 100,
  /** Attributes of one element. */
  attributes: 200,
  /** Tests of one report. */
  tests: 1_000_000,
  /** Character references that XML forbids, such as `&#27;`. */
  forbiddenReferences: 10_000,
} as const

/** How much of one test is kept, in characters or entries; the rest is cut off. */
export const kept = { name: 10_000, message: 1_000, details: 8_000, listed: 100 } as const
