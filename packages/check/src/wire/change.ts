import type { Term } from '../terms/term.ts'
import type { Impact } from './schema/failure.ts'

/** A change that programs notice which talk to the API, whatever they are written in. */
export interface WireChange {
  /** Where it was in the release; what is new, where it is now. */
  readonly term: Term
  readonly impact: Impact
  /** The operation, type or component that has changed; `API` for the whole. */
  readonly subject: string
  /** What has changed of it: "the query parameter `page_size` is required now". */
  readonly what: string
  /** A change of the operation alone, which no longer shares what the term leads to. @default false */
  readonly isOwn?: boolean
  /** The kind of change, or the keyword: `parameter-removed`, `maximum`. */
  readonly rule: string
  /**
   * What an announcement can name it by: the component, operation, address or scheme that has changed, and then the
   * operations that use it.
   */
  readonly subjects: readonly string[]
}

/** What has changed, and of what: "`listUsers`: the query parameter `page_size` is required now". */
export function messageOf({ subject, what }: Pick<WireChange, 'subject' | 'what'>): string {
  return `${subject === 'API' ? subject : `\`${subject}\``}: ${what}`
}

export type Add = (change: WireChange) => void
