import { monotonicFactory } from 'ulid'
import type { EntityRow } from '../store/schema.ts'
import { Random } from './random.ts'

const firstMoment = Date.UTC(2025, 0, 1)
const span = 300 * 24 * 60 * 60 * 1000

/** Creates values that depend only on the seed: IDs, and ascending timestamps in the year 2025. */
export class Maker {
  readonly random: Random
  readonly #tsid: ReturnType<typeof monotonicFactory>
  readonly #step: number
  #moment = firstMoment

  /** @param seed an integer; @param total maximum number of entities */
  constructor(seed: number, total: number) {
    this.random = new Random(seed)
    this.#tsid = monotonicFactory(() => this.random.next())
    this.#step = Math.max(1, Math.floor(span / Math.max(1, total)))
  }

  entity(): EntityRow {
    this.#moment += this.#step
    const created_at = this.#moment
    return { id: this.random.uuid(), tsid: this.#tsid(created_at), created_at, updated_at: created_at }
  }
}
