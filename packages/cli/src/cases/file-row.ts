/** One test case of a file, and where it stands. */
export interface FileRow {
  /** `row 3`, as a spreadsheet counts, or `entry 2`. */
  readonly place: string
  readonly values: Readonly<Record<string, unknown>>
}
