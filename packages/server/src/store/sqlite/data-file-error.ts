/** The data file cannot be used. The message names the file and says why. */
export class DataFileError extends Error {
  override readonly name = 'DataFileError'
  readonly file: string

  constructor(file: string, reason: string, cause?: unknown) {
    super(`Cannot use ${file}: ${reason}`, { cause })
    this.file = file
  }
}
