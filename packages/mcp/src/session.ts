import type { CallOptions, TestsigmaClient } from '@testsigma-tms/client'
import type { Question } from './confirm.ts'
import type { Files } from './files.ts'
import type { Names } from './world/names.ts'

/** A group of tools that can be enabled. */
export type ToolSet = 'read' | 'author' | 'run'

/** Settings of the server's operator. */
export interface Settings {
  /** Which tools are offered. */
  readonly sets: readonly ToolSet[]
  readonly allowDelete: boolean
  /** Default project. */
  readonly project: string | undefined
  /** E-mail address of the default user, for tools that need one. */
  readonly user: string | undefined
  /** Maximum size of the JSON in one result, in bytes. */
  readonly budget: number
  readonly files: Files
  /** Timeout of a tool in milliseconds; clients do not wait longer, either. */
  readonly patience: number
}

/** The context of one tool call. */
export interface Session {
  readonly tms: TestsigmaClient
  readonly names: Names
  readonly settings: Settings
  /** Aborts all requests of the call when the client cancels it, or after `patience`. */
  readonly options: CallOptions
  /** Reports a finished step to the client. The message must not contain text from the API. */
  step(message: string): void
  /** Cleans a text in the same way as a result, for positions in the text that is shown. */
  clean(text: string): string
  /** Returns only if a person has agreed. @throws an error that makes the client ask the person */
  confirm(question: Question): Promise<void>
}
