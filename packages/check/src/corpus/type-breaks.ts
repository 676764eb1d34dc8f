import { isDeepStrictEqual } from 'node:util'
import type { Comparison } from '../release/released.ts'
import { type Break, breaksFrom } from './blame.ts'
import { compileAgainst } from './compile.ts'
import { corpusOf } from './corpus.ts'

export interface TypeImpact {
  readonly breaks: readonly Break[]
  /** Number of compiled statements. */
  readonly statements: number
}

/**
 * Finds code that was written for the last release and no longer compiles.
 * @throws when the code does not compile against that release
 */
export async function typeImpact(root: string, { baseline: released, current }: Comparison): Promise<TypeImpact> {
  const corpus = corpusOf(released)
  const isSame = isDeepStrictEqual(released.document, current.document)
  const [before, after] = await Promise.all([
    compileAgainst(root, released, corpus),
    isSame ? [] : compileAgainst(root, current, corpus),
  ])
  const [problem] = before
  if (problem) {
    const { code } = problem.statement
    throw new Error(`Code for the last release does not compile with its own types: ${problem.message} In: ${code}`)
  }
  const statements = new Set(corpus.flatMap((file) => file.statements.filter((statement) => statement !== undefined)))
  return { breaks: breaksFrom(after), statements: statements.size }
}
