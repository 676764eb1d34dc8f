import type { Term } from '../terms/term.ts'
import type { Impact } from './schema/failure.ts'

/** A change that affects programs calling the API, in any language. */
export interface WireChange {
  /** Location in the release; for additions, the current location. */
  readonly term: Term
  readonly impact: Impact
  /** The changed operation, type or component; `API` for the whole. */
  readonly subject: string
  /** What has changed, such as "the query parameter `page_size` is required now". */
  readonly what: string
  /** Whether only the operation changed, because it no longer shares the target of the term. @default false */
  readonly isOwn?: boolean
  /** The kind of change, or the keyword: `parameter-removed`, `maximum`. */
  readonly rule: string
  /**
   * The changed component, operation, address or scheme, then the operations that use it. An announcement must name the
   * first, or all others.
   */
  readonly subjects: readonly string[]
}

/** A change as a sentence: "`listUsers`: the query parameter `page_size` is required now". */
export function messageOf({ subject, what }: Pick<WireChange, 'subject' | 'what'>): string {
  return `${subject === 'API' ? subject : `\`${subject}\``}: ${what}`
}

export type Add = (change: WireChange) => void
