import type { Term } from '../terms/term.ts'

/** A piece of consumer code, with what it depends on in the contract. */
export interface Statement {
  readonly code: string
  /** The cause if it no longer compiles. */
  readonly term: Term
  /** The same for messages: `User.last_name`, `listUsers: page_size`. */
  readonly label: string
  /** The operation or type to which it belongs. */
  readonly owner: string
  /** What the code does, such as `reads the field`. */
  readonly use: string
  /** Depends on many things, so that a more specific statement of the same owner describes the cause better. */
  readonly isCoarse?: boolean
  /** A type used in the statement: if that type causes another error, an error here adds nothing. */
  readonly unless?: Term
}

/** One file of consumer code. */
export interface CorpusFile {
  readonly name: string
  readonly text: string
  /** The statement of each line (index 1 is line 1). */
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

/** Joins imports and statements to a module, and records the statement of each line. */
export function corpusFile(name: string, imports: readonly Statement[], body: readonly Statement[]): CorpusFile {
  const lines = [...HEADER, ...imports.map(({ code }) => code), 'export async function use() {']
  const statements: (Statement | undefined)[] = [undefined, ...HEADER.map(() => undefined), ...imports, undefined]
  for (const statement of body) {
    // Each in its own block, so that names do not collide.
    const block = `  { ${statement.code} }`.split('\n')
    lines.push(...block)
    statements.push(...block.map(() => statement))
  }
  return { name, text: `${lines.join('\n')}\n}\n`, statements }
}
