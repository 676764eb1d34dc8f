import { type BigIntStats, realpathSync, statSync } from 'node:fs'
import { DataFileError } from './data-file-error.ts'
import { oncePerTurn } from './once-per-turn.ts'

const interval = 500
/** Sizes in the write-ahead log, in bytes. */
const [headerSize, frameSize] = [32n, 4096n + 24n]

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
  readonly #countFrames: () => number | undefined
  #lastLook = 0
  /** The size that the log had, at least. */
  #logSize = 0n

  /**
   * @param file `:memory:` always passes the check
   * @param countFrames asks SQLite for the number of pages in the log; undefined if it cannot tell now
   */
  constructor(file: string, countFrames: () => number | undefined) {
    this.file = file
    this.#watched = file === ':memory:' ? [] : [watchData(file), watchLog(file)]
    this.#countFrames = countFrames
  }

  /**
   * Called outside transactions.
   *
   * @throws {DataFileError} if a file was deleted, emptied, shortened or replaced
   */
  readonly check = oncePerTurn(() => {
    const log = this.#look()
    if (!log) return
    if (log.size >= this.#logSize) this.#logSize = log.size
    else if (this.#isShortened(log.size)) this.#stop(`${this.file}-wal was shortened`)
  })

  /** A commit has made the log longer, if it changed anything. */
  noteCommit(): void {
    const smallest = headerSize + frameSize
    if (this.#logSize < smallest) this.#logSize = smallest
  }

  /** Looks for deleted and replaced files at most once per interval. */
  checkSometimes(): void {
    const now = performance.now()
    if (now - this.#lastLook < interval) return
    this.#lastLook = now
    this.#look()
  }

  /** Returns the metadata of the log. */
  #look(): BigIntStats | undefined {
    let log: BigIntStats | undefined
    for (const watched of this.#watched) {
      const now = look(watched.path)
      // SQLite creates the log with the first write, and keeps it while the database is open.
      watched.first ??= now
      const loss = lossOf(watched, now)
      if (loss !== undefined) this.#stop(loss)
      if (!watched.isData) log = now
    }
    return log
  }

  /** Another process may empty the log, after it has moved all pages into the data file. */
  #isShortened(size: bigint): boolean {
    const frames = this.#countFrames()
    if (frames === undefined) return false
    this.#logSize = frames === 0 ? 0n : headerSize + BigInt(frames) * frameSize
    return size < this.#logSize
  }

  #stop(loss: string): never {
    throw new DataFileError(this.file, `${loss} while the server was running. Start the server again`)
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
