import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { World } from './run-tms.ts'

export function suite(...testcases: string[]): string {
  return `<testsuites><testsuite name="suite">\n${testcases.join('\n')}\n</testsuite></testsuites>`
}

export function passed(name: string): string {
  return `<testcase name="${name}"/>`
}

export function failed(name: string, message = 'expected 1, got 2'): string {
  return `<testcase name="${name}"><failure message="${message}">at line 7</failure></testcase>`
}

export function put({ folder }: World, name: string, text: string | Uint8Array): string {
  writeFileSync(join(folder, name), text)
  return name
}

/** The results in a run by human ID, without untested test cases. */
export async function resultsIn({ tms }: World, run: string): Promise<Record<string, string>> {
  const [entries, cases] = await Promise.all([
    tms(`test-runs list-cases --test-run-id ${run} --json`),
    tms('test-cases list --json --fields id,human_id'),
  ])
  const names = new Map(
    (JSON.parse(cases.stdout) as { id: string; human_id: string }[]).map((one) => [one.id, one.human_id]),
  )
  const rows = JSON.parse(entries.stdout) as { id: string; status: string; test_case?: { id: string } }[]
  const results = rows.map(
    ({ id, status, test_case }) => [names.get(test_case?.id ?? id) ?? id, status.toLowerCase()] as const,
  )
  return Object.fromEntries(results.filter(([, status]) => status !== 'untested').sort())
}

/** A run with all test cases of the project, all untested. */
export async function newRun({ tms }: World, title = 'A run'): Promise<string> {
  const { stdout } = await tms(`test-runs create --title "${title}" --selection-type DYNAMIC --fields id`)
  return (JSON.parse(stdout) as { id: string }).id
}
