import { type BigIntStats, realpathSync, statSync } from 'node:fs'
import { DataFileError } from './data-file-error.ts'

const interval = 500

interface Watched {
  path: string
  /** As messages call it. */
  name: string
  /** Whether it is the data file itself. */
  isData: boolean
  /** As it was when it was first seen. */
  first: BigIntStats | undefined
}

/**
 * Knows whether the data file, and the log of writes beside it, are still those that were opened: what is written to a
 * deleted one is lost.
 */
export class FileGuard {
  /** As it is named in messages. */
  readonly file: string
  readonly #watched: Watched[]
  #lastLook = 0

  /** @param file `:memory:` is always there */
  constructor(file: string) {
    this.file = file
    this.#watched = file === ':memory:' ? [] : [watchData(file), watchLog(file)]
  }

  /** @throws {DataFileError} if a file was deleted or emptied, or another one is in its place */
  check(): void {
    for (const watched of this.#watched) {
      const now = look(watched.path)
      // SQLite makes the log at the first write, and leaves it there as long as it is open.
      watched.first ??= now
      const loss = lossOf(watched, now)
      if (loss === undefined) continue
      throw new DataFileError(this.file, `${loss} while the server was running. Start the server again`)
    }
  }

  /** The same, but now and then only. */
  checkSometimes(): void {
    const now = performance.now()
    if (now - this.#lastLook < interval) return
    this.#lastLook = now
    this.check()
  }
}

function watchData(file: string): Watched {
  return { path: file, name: 'it', isData: true, first: look(file) }
}

/** SQLite puts it beside the file that a link leads to. */
function watchLog(file: string): Watched {
  const path = `${realpathSync(file)}-wal`
  return { path, name: `${file}-wal`, isData: false, first: look(path) }
}

function look(path: string): BigIntStats | undefined {
  return statSync(path, { bigint: true, throwIfNoEntry: false })
}

function lossOf({ name, first, isData }: Watched, now: BigIntStats | undefined): string | undefined {
  if (first === undefined) return undefined
  if (now === undefined) return `${name} was deleted`
  if (now.ino !== first.ino || now.dev !== first.dev) return `${name} was replaced by another file`
  // Of the log, others may rightly make an empty file.
  return isData && now.size === 0n ? `${name} was emptied` : undefined
}
