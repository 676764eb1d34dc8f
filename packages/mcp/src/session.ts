import type { CallOptions, TestsigmaClient } from '@testsigma-tms/client'
import type { Question } from './confirm.ts'
import type { Files } from './files.ts'
import type { Names } from './world/names.ts'

/** Tools that belong together. */
export type ToolSet = 'read' | 'author' | 'run'

/** What the person who runs the server has decided. */
export interface Settings {
  /** Which tools there are. */
  readonly sets: readonly ToolSet[]
  readonly allowDelete: boolean
  /** The project that is meant when none is named. */
  readonly project: string | undefined
  /** E-mail address of the user whose work the assistant does, where a tool needs one and none is named. */
  readonly user: string | undefined
  /** Bytes of the JSON in one result. */
  readonly budget: number
  readonly files: Files
  /** Milliseconds after which a tool is ended, as clients wait no longer either. */
  readonly patience: number
}

/** What one call of a tool works with. */
export interface Session {
  readonly tms: TestsigmaClient
  readonly names: Names
  readonly settings: Settings
  /** Ends every request of the call when the client cancels it, or it takes too long. */
  readonly options: CallOptions
  /** Makes a text fit to be shown, with the same characters that a result has. */
  clean(text: string): string
  /** Goes on only when a person has agreed. @throws what makes the client ask the person */
  confirm(question: Question): Promise<void>
}
