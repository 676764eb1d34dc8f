import { say, type Terminal } from '../terminal.ts'
import { type Row, valueAt } from './pick.ts'

/** Tracks which requested fields occurred in no entry: a misspelt field would otherwise show only as empty values. */
export class MissingFields {
  readonly #missing: Set<string>
  readonly #known = new Set<string>()

  constructor(fields: readonly string[] = []) {
    this.#missing = new Set(fields)
  }

  see(row: unknown): void {
    if (this.#missing.size === 0) return
    for (const field of this.#missing) if (valueAt(row, field) !== undefined) this.#missing.delete(field)
    for (const name of Object.keys(row as Row)) this.#known.add(name)
  }

  tell(terminal: Terminal): void {
    if (this.#missing.size === 0 || this.#known.size === 0) return
    say(terminal, `tms: no entry has ${[...this.#missing].join(', ')}. There are ${[...this.#known].join(', ')}.`)
  }
}
