import { appendFileSync, readFileSync } from 'node:fs'
import { inject } from 'vitest'
import type { ProfileName } from '../src/index.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Profile of the servers of these tests, unless a test chooses another one. */
    profile: ProfileName
    /** File to which every test appends the responses it received. */
    responsesFile: string
  }
}

/** Responses received in this test file. */
const responses = new Set<string>()

/** Records a response that conforms to the contract. */
export function recordResponse(profile: ProfileName, operationId: string, status: number): void {
  const response = `${profile} ${operationId} ${status}`
  if (responses.has(response)) return
  responses.add(response)
  appendFileSync(inject('responsesFile'), `${response}\n`)
}

/** Responses received in this profile by the tests so far, such as `getProject 200`. */
export function readResponses(profile: ProfileName): Set<string> {
  const lines = readFileSync(inject('responsesFile'), 'utf8').split('\n')
  return new Set(lines.flatMap((line) => (line.startsWith(`${profile} `) ? line.slice(profile.length + 1) : [])))
}
