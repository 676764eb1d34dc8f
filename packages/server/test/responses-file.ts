import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

/** One file for all tests of a run, so that their responses can be counted at the end. */
export default function setup(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'tms-coverage-'))
  const file = join(folder, 'responses')
  writeFileSync(file, '')
  project.provide('responsesFile', file)
  return () => rmSync(folder, { recursive: true })
}
