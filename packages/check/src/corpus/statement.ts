import type { Term } from '../terms/term.ts'

/** A piece of consumer code, and what in the contract it depends on. */
export interface Statement {
  readonly code: string
  /** What is to blame when it no longer compiles. */
  readonly term: Term
  /** The same in words: `User.last_name`, `listUsers: page_size`. */
  readonly label: string
  /** The operation or type that it belongs to. */
  readonly owner: string
  /** What callers do here: `reads the field`. */
  readonly use: string
  /** Depends on many things at once, so that a finer statement of the same owner says better what is to blame. */
  readonly isCoarse?: boolean
  /** A name that stands in it: when that is to blame for another error, this one says nothing new. */
  readonly unless?: Term
}

/** One file of consumer code. */
export interface CorpusFile {
  readonly name: string
  readonly text: string
  /** The statement of each line, from line 1 at index 1. */
  readonly statements: readonly (Statement | undefined)[]
}

const HEADER = [
  `import type { TestsigmaClient } from '@testsigma-tms/client'`,
  `import type { HttpClient } from '@testsigma-tms/client/http'`,
  `import type { operations } from '@testsigma-tms/types'`,
  'declare const tms: TestsigmaClient',
  'declare const http: HttpClient',
  'declare function value<T>(): T',
  'declare function reads<T>(it: T): void',
]

/** Joins imports and statements to a module in which every line is known. */
export function corpusFile(name: string, imports: readonly Statement[], body: readonly Statement[]): CorpusFile {
  const lines = [...HEADER, ...imports.map(({ code }) => code), 'export async function use() {']
  const statements: (Statement | undefined)[] = [undefined, ...HEADER.map(() => undefined), ...imports, undefined]
  for (const statement of body) {
    // Each in a block of its own, so that none sees the others' names.
    const block = `  { ${statement.code} }`.split('\n')
    lines.push(...block)
    statements.push(...block.map(() => statement))
  }
  return { name, text: `${lines.join('\n')}\n}\n`, statements }
}
