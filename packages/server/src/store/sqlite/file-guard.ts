import { type BigIntStats, realpathSync, statSync } from 'node:fs'
import { DataFileError } from './data-file-error.ts'
import { oncePerTurn } from './once-per-turn.ts'

const interval = 500

interface Watched {
  path: string
  /** Name in messages. */
  name: string
  /** Whether it is the data file itself, not its log. */
  isData: boolean
  /** Its metadata when first seen. */
  first: BigIntStats | undefined
}

/**
 * Checks whether the data file and its write-ahead log are still those that were opened: data written to a deleted file
 * is lost.
 */
export class FileGuard {
  /** Name in messages. */
  readonly file: string
  readonly #watched: Watched[]
  #lastLook = 0

  /** @param file `:memory:` always passes the check */
  constructor(file: string) {
    this.file = file
    this.#watched = file === ':memory:' ? [] : [watchData(file), watchLog(file)]
  }

  /** @throws {DataFileError} if a file was deleted, emptied or replaced */
  readonly check = oncePerTurn(() => this.#check())

  #check(): void {
    for (const watched of this.#watched) {
      const now = look(watched.path)
      // SQLite creates the log with the first write, and keeps it while the database is open.
      watched.first ??= now
      const loss = lossOf(watched, now)
      if (loss === undefined) continue
      throw new DataFileError(this.file, `${loss} while the server was running. Start the server again`)
    }
  }

  /** The same at most once per interval. */
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

/** SQLite puts the log next to the target of a symbolic link. */
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
  // The log may legitimately be replaced by an empty file.
  return isData && now.size === 0n ? `${name} was emptied` : undefined
}
