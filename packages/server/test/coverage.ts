import { appendFileSync, readFileSync } from 'node:fs'
import { inject } from 'vitest'
import type { ProfileName } from '../src/index.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Which profile the servers of these tests have, unless a test chooses another one. */
    profile: ProfileName
    /** The file in which every test notes what was answered. */
    answersFile: string
  }
}

/** What was answered in this test file. */
const answers = new Set<string>()

/** Notes an answer that conforms to the contract. */
export function recordAnswer(profile: ProfileName, operationId: string, status: number): void {
  const answer = `${profile} ${operationId} ${status}`
  if (answers.has(answer)) return
  answers.add(answer)
  appendFileSync(inject('answersFile'), `${answer}\n`)
}

/** What was answered in this profile by the tests so far: `getProject 200`. */
export function readAnswers(profile: ProfileName): Set<string> {
  const lines = readFileSync(inject('answersFile'), 'utf8').split('\n')
  return new Set(lines.flatMap((line) => (line.startsWith(`${profile} `) ? line.slice(profile.length + 1) : [])))
}
