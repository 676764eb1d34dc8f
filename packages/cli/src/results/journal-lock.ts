import { randomUUID } from 'node:crypto'
import { readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { CommandError } from '../exit-codes.ts'

/** Milliseconds between signs of life, and without one until a lock counts as left behind. */
const beat = 5_000
const patience = 30_000

interface Owner {
  readonly token: string
  readonly pid: number
  readonly host: string
}

/** Tokens of the locks that this process holds. */
const held = new Set<string>()

/**
 * Keeps a second upload away from a journal, by a file beside it. A lock that a killed process left behind is taken over:
 * at once on the same machine, elsewhere when it has shown no sign of life for half a minute.
 */
export class JournalLock {
  readonly #journal: string
  readonly #path: string
  readonly #owner: Owner = { token: randomUUID(), pid: process.pid, host: hostname() }
  readonly #timer: NodeJS.Timeout

  /** @throws {CommandError} while another upload uses the journal */
  constructor(journal: string) {
    this.#journal = journal
    this.#path = `${journal}.lock`
    if (!this.#create()) {
      const owner = this.#read()
      if (owner && this.#isAlive(owner)) throw inUse(journal, owner)
      rmSync(this.#path, { force: true })
      if (!this.#create()) throw inUse(journal, this.#read())
    }
    held.add(this.#owner.token)
    this.#timer = setInterval(() => this.#showLife(), beat)
    this.#timer.unref()
  }

  /** @throws {CommandError} when another upload has taken the lock over, because this process was suspended for long */
  assertHeld(): void {
    const owner = this.#read()
    if (owner?.token !== this.#owner.token) throw inUse(this.#journal, owner)
  }

  release(): void {
    clearInterval(this.#timer)
    held.delete(this.#owner.token)
    if (this.#read()?.token === this.#owner.token) rmSync(this.#path, { force: true })
  }

  #create(): boolean {
    try {
      writeFileSync(this.#path, JSON.stringify(this.#owner), { flag: 'wx', mode: 0o600 })
      return true
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
      throw error
    }
  }

  /** Undefined also for a file that is not a lock, such as one that is only half written. */
  #read(): Owner | undefined {
    try {
      const { token, pid, host } = JSON.parse(readFileSync(this.#path, 'utf8'))
      return { token: String(token), pid: Number(pid), host: String(host) }
    } catch {
      return undefined
    }
  }

  #isAlive({ token, pid, host }: Owner): boolean {
    if (host === this.#owner.host && (pid === process.pid ? !held.has(token) : !isRunning(pid))) return false
    const { mtimeMs = 0 } = statSync(this.#path, { throwIfNoEntry: false }) ?? {}
    return Date.now() - mtimeMs < patience
  }

  #showLife(): void {
    try {
      if (this.#read()?.token === this.#owner.token) utimesSync(this.#path, new Date(), new Date())
    } catch {
      // The next write to the journal says what is wrong.
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it runs, as another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function inUse(journal: string, owner: Owner | undefined): CommandError {
  const who = owner ? ` (process ${owner.pid} on ${owner.host})` : ''
  return new CommandError(
    `${journal} is in use by another upload${who}. Wait until it ends, or give each upload its own file with --resume.`,
  )
}
