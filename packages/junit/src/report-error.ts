/** A report that cannot be read. The message says where and why. */
export class ReportError extends Error {
  override readonly name = 'ReportError'
  /** Counted from 1; absent when the fault has no place, such as an unknown encoding. */
  readonly line: number | undefined

  constructor(reason: string, line?: number) {
    super(line === undefined ? reason : `line ${line}: ${reason}`)
    this.line = line
  }
}
