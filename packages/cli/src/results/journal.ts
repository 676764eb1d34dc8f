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
    if (first && !('journal' in first && first.journal === 1)) throw noJournal(path)
    if (first && 'journal' in first && first.project_id !== project_id) {
      throw new CommandError(
        `${path} is the journal of an upload to another project. Name a file of its own by --resume.`,
      )
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

  /**
   * @param title of a run that is shared
   * @throws {CommandError} when earlier tries went to another run
   */
  goesTo(run: string, title?: string): void {
    const isOther = this.#run !== undefined && this.#run !== run
    if (isOther || (this.#run !== undefined && title !== undefined && this.#title !== title)) {
      throw new CommandError(
        `${this.#path} is the journal of an upload to another run, ${this.#run}. Name a file of its own by --resume.`,
      )
    }
    if (this.#run === undefined) this.#append({ run, ...(title === undefined ? {} : { title }) })
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
      throw noJournal(this.#path)
    }
    const text = this.#guarded(() => readFileSync(this.#path, 'utf8'))
    // A kill in the middle of a line leaves one without an end.
    const whole = text.slice(0, text.lastIndexOf('\n') + 1)
    if (whole.length < text.length) this.#guarded(() => truncateSync(this.#path, Buffer.byteLength(whole)))
    return whole
      .split('\n')
      .filter(Boolean)
      .map((line) => parsed(line, this.#path))
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

function noJournal(path: string): CommandError {
  return new CommandError(`${path} is no journal of an upload, or it is damaged. Name a file of its own by --resume.`)
}

function parsed(text: string, path: string): Line {
  let line: unknown
  try {
    line = JSON.parse(text)
  } catch {
    throw noJournal(path)
  }
  if (isLine(line)) return line
  throw noJournal(path)
}

function isLine(value: unknown): value is Line {
  if (typeof value !== 'object' || value === null) return false
  const { journal, project_id, run, title, sending, recorded, refused } = value as Record<string, unknown>
  if (journal !== undefined) return typeof project_id === 'string'
  if (run !== undefined) return typeof run === 'string' && (title === undefined || typeof title === 'string')
  if (sending !== undefined) return Array.isArray(sending) && sending.every(isEntry)
  return [recorded, refused].some((ids) => Array.isArray(ids) && ids.every((id) => typeof id === 'string'))
}

function isEntry(value: unknown): value is JournalEntry {
  if (typeof value !== 'object' || value === null) return false
  const { id, digest, was } = value as Record<string, unknown>
  return [id, digest, was].every((field) => typeof field === 'string')
}

export function journalEntry({ testCase, outcome, note, tests }: PlannedResult): JournalEntry {
  const attachments = tests.flatMap((test) => test.attachments)
  const digest = createHash('sha256')
    .update(JSON.stringify([outcome, note ?? '', attachments]))
    .digest('base64url')
    .slice(0, 16)
  return { id: testCase.id, digest, was: testCase.status ?? '' }
}
