import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'

/** Vitest, which some snippets are tests for. */
export const VITEST = resolve(import.meta.dirname, '../node_modules/vitest')

/** A TypeScript block of a Markdown file. */
export interface Snippet {
  readonly code: string
  /** Line of the fence, from 1. */
  readonly line: number
}

export function typeScriptIn(markdown: string): Snippet[] {
  return Array.from(markdown.matchAll(/^```ts\n(.*?)^```/gms), ({ 1: code = '', index }) => ({
    code,
    line: markdown.slice(0, index).split('\n').length,
  }))
}

/** Runs code in a folder where the packages that it imports are installed, as a test where it is one. */
export function runSnippet(
  folder: string,
  { code }: Snippet,
  variables: Readonly<Record<string, string>>,
): Promise<{ status: number; output: string }> {
  const isTest = code.includes("from 'vitest'")
  const script = join(folder, `snippet-${randomUUID()}${isTest ? '.test' : ''}.ts`)
  const vitest = [join(VITEST, 'vitest.mjs'), 'run', '--root', folder, '--configLoader', 'runner', script]
  const env = { ...process.env, ...variables }
  return writeFile(script, code).then(
    () =>
      new Promise((finish) => {
        execFile(process.execPath, isTest ? vitest : [script], { cwd: folder, env }, (error, stdout, stderr) => {
          finish({ status: (error?.code as number | undefined) ?? 0, output: stdout + stderr })
        })
      }),
  )
}
