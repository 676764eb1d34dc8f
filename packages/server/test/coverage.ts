import { appendFileSync } from 'node:fs'
import { inject } from 'vitest'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The file in which every test notes what was answered. */
    answersFile: string
  }
}

/** What was answered in this test file: `getProject 200`. */
export const answers = new Set<string>()

/** Notes an answer that conforms to the contract. */
export function recordAnswer(operationId: string, status: number): void {
  const answer = `${operationId} ${status}`
  if (answers.has(answer)) return
  answers.add(answer)
  appendFileSync(inject('answersFile'), `${answer}\n`)
}
