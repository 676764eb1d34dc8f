import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'

/** Folder of Vitest, for snippets that are tests. */
export const VITEST = resolve(import.meta.dirname, '../node_modules/vitest')

/** A TypeScript block of a Markdown file. */
export interface Snippet {
  readonly code: string
  /** Line of the code fence, from 1. */
  readonly line: number
}

export function typeScriptIn(markdown: string): Snippet[] {
  return Array.from(markdown.matchAll(/^```ts\n(.*?)^```/gms), ({ 1: code = '', index }) => ({
    code,
    line: markdown.slice(0, index).split('\n').length,
  }))
}

/** Runs code in a folder in which its packages are installed; with Vitest if it is a test. */
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
