/** A report that cannot be read. The message contains the line and the reason. */
export class ReportError extends Error {
  override readonly name = 'ReportError'
  /** Line, counted from 1; `undefined` if the error has no location, such as an unknown encoding. */
  readonly line: number | undefined

  constructor(reason: string, line?: number) {
    super(line === undefined ? reason : `line ${line}: ${reason}`)
    this.line = line
  }
}
