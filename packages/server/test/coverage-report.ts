import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { contractOperations } from '../src/contract.ts'

/** Says after all tests which operations, and which of their statuses, were answered and found conforming. */
export default function setup(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'tms-coverage-'))
  const file = join(folder, 'answers')
  writeFileSync(file, '')
  project.provide('answersFile', file)
  return () => {
    process.stdout.write(report(new Set(readFileSync(file, 'utf8').split('\n'))))
    rmSync(folder, { recursive: true })
  }
}

function report(answers: Set<string>): string {
  const declared = contractOperations.flatMap(({ id, responses }) =>
    Object.keys(responses).map((status) => `${id} ${status}`),
  )
  const missing = declared.filter((answer) => !answers.has(answer))
  const operations = contractOperations.filter(({ id }) => [...answers].some((answer) => answer.startsWith(`${id} 2`)))
  const byStatus = Map.groupBy(missing, (answer) => String(answer.split(' ')[1]))
  const lines = [...byStatus].map(
    ([status, all]) => `  ${status} of ${all.map((answer) => answer.split(' ')[0]).join(', ')}`,
  )
  const total = `${operations.length}/${contractOperations.length} operations, `
  const statuses = `${declared.length - missing.length}/${declared.length} declared statuses answered as the contract says`
  return `\n${[total + statuses, ...(lines.length > 0 ? ['Not answered:'] : []), ...lines].join('\n')}\n`
}
