import { type BigIntStats, statSync } from 'node:fs'
import { DataFileError } from './data-file-error.ts'

const interval = 500

/** Knows whether the data file is still the one that was opened: what is written to a deleted one is lost. */
export class FileGuard {
  readonly #file: string
  readonly #opened: BigIntStats | undefined
  #lastLook = 0

  /** @param file as it is named in messages; `:memory:` is always there */
  constructor(file: string) {
    this.#file = file
    this.#opened = look(file)
  }

  /** @throws {DataFileError} if the file was deleted, or another one is in its place */
  check(): void {
    if (this.#opened === undefined) return
    const now = look(this.#file)
    if (now?.ino === this.#opened.ino && now.dev === this.#opened.dev) return
    const reason = now ? 'another file was put in its place' : 'it was deleted'
    throw new DataFileError(this.#file, `${reason} while the server was running. Start the server again`)
  }

  /** The same, but now and then only. */
  checkSometimes(): void {
    const now = performance.now()
    if (now - this.#lastLook < interval) return
    this.#lastLook = now
    this.check()
  }
}

function look(file: string): BigIntStats | undefined {
  return file === ':memory:' ? undefined : statSync(file, { bigint: true, throwIfNoEntry: false })
}
