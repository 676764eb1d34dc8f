import { createHash } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readFileSync, statSync, truncateSync, writeSync } from 'node:fs'
import { CommandError, exitCodes } from '../exit-codes.ts'
import { JournalLock } from './journal-lock.ts'
import type { PlannedResult } from './plan.ts'

/** A result in the journal: its test case, and a digest of what is recorded. */
export interface JournalEntry {
  readonly id: string
  readonly digest: string
  /** The previous result of the test case. */
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
 * The progress of an upload: one line of JSON for each step, written to disk before the next step begins. After a kill,
 * the same command resumes: `recorded` results are not sent again, and those that are only `sending` are looked up
 * first.
 */
export class Journal {
  readonly #path: string
  readonly #lock: JournalLock
  readonly #file: number
  readonly #recorded = new Map<string, string>()
  readonly #underWay = new Map<string, JournalEntry>()
  #run: string | undefined
  #title: string | undefined

  /**
   * @throws {CommandError} when the file cannot be written, is not a journal, belongs to another project, or is in use
   */
  constructor(path: string, project_id: string) {
    this.#path = path
    this.#lock = this.#guarded(() => new JournalLock(path))
    try {
      this.#file = this.#open(project_id)
    } catch (error) {
      this.#lock.release()
      throw error
    }
  }

  /** The run of the upload; empty, with `title` set, while the run may not have been created yet. */
  get run(): string | undefined {
    return this.#run
  }

  get title(): string | undefined {
    return this.#title
  }

  /** Notes a run before it is created, so that the next attempt finds it by its title. */
  creating(title: string): void {
    this.#append({ run: '', title })
  }

  /**
   * @param title title of a shared run
   * @throws {CommandError} when earlier attempts went to another run
   */
  goesTo(run: string, title?: string): void {
    const isOther = this.#run !== undefined && this.#run !== run
    if (isOther || (this.#run !== undefined && title !== undefined && this.#title !== title)) {
      throw new CommandError(
        `${this.#path} is the journal of an upload to another run, ${this.#run}. Give another file with --resume.`,
      )
    }
    if (this.#run === undefined) this.#append({ run, ...(title === undefined ? {} : { title }) })
  }

  isRecorded({ id, digest }: JournalEntry): boolean {
    return this.#recorded.get(id) === digest
  }

  /** The entry that was being sent when an earlier attempt ended; undefined if the result has changed since. */
  underWay({ id, digest }: JournalEntry): JournalEntry | undefined {
    const entry = this.#underWay.get(id)
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
    this.#lock.release()
  }

  #open(project_id: string): number {
    const lines = this.#read()
    const [first] = lines
    if (first && !('journal' in first && first.journal === 1)) throw noJournal(this.#path)
    if (first && 'journal' in first && first.project_id !== project_id) {
      throw new CommandError(
        `${this.#path} is the journal of an upload to another project. Give another file with --resume.`,
      )
    }
    for (const line of lines) this.#take(line)
    const file = this.#guarded(() => openSync(this.#path, 'a', 0o600))
    if (!first) this.#append({ journal: 1, project_id }, file)
    return file
  }

  #read(): Line[] {
    const found = this.#guarded(() => statSync(this.#path, { throwIfNoEntry: false }))
    if (found === undefined) return []
    if (!found.isFile() || found.size > largestJournal) {
      throw noJournal(this.#path)
    }
    const text = this.#guarded(() => readFileSync(this.#path, 'utf8'))
    // A kill may leave an incomplete last line.
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
    if ('sending' in line) for (const entry of line.sending) this.#underWay.set(entry.id, entry)
    if ('recorded' in line) {
      for (const id of line.recorded) this.#recorded.set(id, this.#underWay.get(id)?.digest ?? '')
      for (const id of line.recorded) this.#underWay.delete(id)
    }
    if ('refused' in line) for (const id of line.refused) this.#underWay.delete(id)
  }

  #append(line: Line, file = this.#file): void {
    this.#guarded(() => {
      this.#lock.assertHeld()
      const bytes = Buffer.from(`${JSON.stringify(line)}\n`)
      for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written)
      fsyncSync(file)
    })
    this.#take(line)
  }

  /** Nothing more is sent if the journal cannot be written, because the upload could not be resumed. */
  #guarded<Result>(work: () => Result): Result {
    try {
      return work()
    } catch (error) {
      if (error instanceof CommandError) throw error
      const { code, message } = error as NodeJS.ErrnoException
      throw new CommandError(
        `The journal ${this.#path} cannot be written (${code ?? message}), so nothing more was sent.`,
        exitCodes.incomplete,
      )
    }
  }
}

function noJournal(path: string): CommandError {
  return new CommandError(`${path} is not a journal of an upload, or it is damaged. Give another file with --resume.`)
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
