/** One test case of a file, with its position. */
export interface FileRow {
  /** `row 3` (counted as in a spreadsheet) or `entry 2`. */
  readonly place: string
  readonly values: Readonly<Record<string, unknown>>
}
