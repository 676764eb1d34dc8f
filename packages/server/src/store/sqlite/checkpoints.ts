import { extname } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { Worker } from 'node:worker_threads'

/** Of 4 KiB each: SQLite checkpoints the log, after a commit, when it is longer. Its default is 1,000. */
const pagesInLog = 4000
const program = new URL(`./checkpoint-worker${extname(import.meta.url)}`, import.meta.url)

/**
 * When the pages in the write-ahead log are moved into the data file. SQLite does that within a commit: a few
 * milliseconds after small transactions, but over 200 after one that changed 100 MB. Then a thread does it.
 */
export class Checkpoints {
  readonly #writer: DatabaseSync
  readonly #file: string
  #inThread: Promise<void> | undefined

  /** @param file `:memory:` has no log */
  constructor(writer: DatabaseSync, file: string) {
    this.#writer = writer
    this.#file = file
    this.#setPages(pagesInLog)
  }

  /** Carries out a commit, and the checkpoint after it in a thread. */
  commitLarge(commit: () => void): void {
    this.#setPages(0)
    try {
      commit()
    } finally {
      this.#inThread ??= this.#run()
    }
  }

  /** Waits for a checkpoint that is under way. */
  async end(): Promise<void> {
    await this.#inThread
  }

  async #run(): Promise<void> {
    await new Promise<void>((resolve) => {
      const worker = new Worker(program, { workerData: { file: this.#file } })
      // What it leaves undone, SQLite does after the next commit.
      worker.once('error', () => {}).once('exit', () => resolve())
    })
    this.#inThread = undefined
    if (this.#writer.isOpen) this.#setPages(pagesInLog)
  }

  #setPages(pages: number): void {
    this.#writer.exec(`pragma wal_autocheckpoint = ${pages}`)
  }
}
