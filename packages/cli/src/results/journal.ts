import { createHash } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readFileSync, statSync, truncateSync, writeSync } from 'node:fs'
import { CommandError, exitCodes } from '../exit-codes.ts'
import type { PlannedResult } from './plan.ts'

/** A result as a journal names it: its test case, and a digest of what is recorded. */
export interface JournalEntry {
  readonly id: string
  readonly digest: string
  /** The result that the test case had before. */
  readonly was: string
}

type Line =
  | { readonly journal: 1; readonly project_id: string }
  | { readonly run: string; readonly title?: string }
  | { readonly sending: readonly JournalEntry[] }
  | { readonly recorded: readonly string[] }
  | { readonly refused: readonly string[] }

const largestJournal = 256 * 2 ** 20

/**
 * What an upload has done so far, a line of JSON for each step, on disk before the next step begins. After a kill the
 * same command goes on: what is `recorded` is not sent again, and what is only `sending` is looked up first.
 */
export class Journal {
  readonly #path: string
  readonly #file: number
  readonly #recorded = new Map<string, string>()
  readonly #open = new Map<string, JournalEntry>()
  #run: string | undefined
  #title: string | undefined

  /** @throws {CommandError} when the file cannot be written, is no journal, or is of another project */
  constructor(path: string, project_id: string) {
    this.#path = path
    const lines = this.#read()
    const [first] = lines
    if (first && (!('journal' in first) || first.project_id !== project_id)) {
      throw new CommandError(`${path} is no journal of an upload to this project. Name a file of its own by --resume.`)
    }
    for (const line of lines) this.#take(line)
    this.#file = this.#guarded(() => openSync(path, 'a', 0o600))
    if (!first) this.#append({ journal: 1, project_id })
  }

  /** The run that the upload goes to; `title` as long as it may not have been created yet. */
  get run(): string | undefined {
    return this.#run
  }

  get title(): string | undefined {
    return this.#title
  }

  /** Notes a run before it is created: by its title the next try finds it. */
  creating(title: string): void {
    this.#append({ run: '', title })
  }

  goesTo(run: string): void {
    this.#append({ run })
  }

  isRecorded({ id, digest }: JournalEntry): boolean {
    return this.#recorded.get(id) === digest
  }

  /** What was under way when an earlier try ended; nothing where the result has changed since. */
  underWay({ id, digest }: JournalEntry): JournalEntry | undefined {
    const entry = this.#open.get(id)
    return entry?.digest === digest ? entry : undefined
  }

  sending(entries: readonly JournalEntry[]): void {
    this.#append({ sending: entries })
  }

  recorded(entries: readonly JournalEntry[]): void {
    if (entries.length > 0) this.#append({ recorded: entries.map(({ id }) => id) })
  }

  refused(entries: readonly JournalEntry[]): void {
    if (entries.length > 0) this.#append({ refused: entries.map(({ id }) => id) })
  }

  close(): void {
    closeSync(this.#file)
  }

  #read(): Line[] {
    const found = this.#guarded(() => statSync(this.#path, { throwIfNoEntry: false }))
    if (found === undefined) return []
    if (!found.isFile() || found.size > largestJournal) {
      throw new CommandError(`${this.#path} is no journal of an upload. Name a file of its own by --resume.`)
    }
    const text = this.#guarded(() => readFileSync(this.#path, 'utf8'))
    // A kill in the middle of a line leaves one without an end.
    const whole = text.slice(0, text.lastIndexOf('\n') + 1)
    if (whole.length < text.length) this.#guarded(() => truncateSync(this.#path, Buffer.byteLength(whole)))
    try {
      return whole
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line))
    } catch {
      throw new CommandError(`${this.#path} is no journal of an upload. Name a file of its own by --resume.`)
    }
  }

  #take(line: Line): void {
    if ('run' in line) {
      this.#run = line.run || this.#run
      this.#title = line.title ?? this.#title
    }
    if ('sending' in line) for (const entry of line.sending) this.#open.set(entry.id, entry)
    if ('recorded' in line) {
      for (const id of line.recorded) this.#recorded.set(id, this.#open.get(id)?.digest ?? '')
      for (const id of line.recorded) this.#open.delete(id)
    }
    if ('refused' in line) for (const id of line.refused) this.#open.delete(id)
  }

  #append(line: Line): void {
    this.#guarded(() => {
      const bytes = Buffer.from(`${JSON.stringify(line)}\n`)
      for (let written = 0; written < bytes.length; ) written += writeSync(this.#file, bytes, written)
      fsyncSync(this.#file)
    })
    this.#take(line)
  }

  /** Without a journal there is no promise, so nothing more is sent. */
  #guarded<Result>(work: () => Result): Result {
    try {
      return work()
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException
      throw new CommandError(
        `The journal ${this.#path} cannot be kept (${code ?? message}), so nothing more was sent.`,
        exitCodes.incomplete,
      )
    }
  }
}

export function journalEntry({ testCase, outcome, note, tests }: PlannedResult): JournalEntry {
  const attachments = tests.flatMap((test) => test.attachments)
  const digest = createHash('sha256')
    .update(JSON.stringify([outcome, note ?? '', attachments]))
    .digest('base64url')
    .slice(0, 16)
  return { id: testCase.id, digest, was: testCase.status ?? '' }
}
