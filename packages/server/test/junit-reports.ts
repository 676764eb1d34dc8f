import { readFileSync } from 'node:fs'
import type { JunitImport, JunitImportProgress, TestRunCase } from '@testsigma-tms/types'
import { expect, vi } from 'vitest'
import type { Project } from './requests.ts'

/** The default timeout of one second is too short for a busy machine. */
export const patience = { timeout: 50_000, interval: 20 }

/** Creates the run for the reports: `DEMO-R-3`, with all test cases. */
export async function createRun({ ask }: Project): Promise<void> {
  await ask('POST', '/test_runs', { title: 'Imported', selection_type: 'DYNAMIC' })
}

/** Uploads a report for that run, and waits until it is imported. */
export async function importReport(world: Project, xml: string | Uint8Array<ArrayBuffer>) {
  const { import: accepted } = await world.ask<{ import: JunitImport }>(
    'POST',
    '/junit-import/test-run/DEMO-R-3',
    upload(xml),
  )
  const progress = await vi.waitFor(async () => {
    const found = await progressOf(world, accepted.id)
    expect(['completed', 'failed']).toContain(found.status)
    return found
  }, patience)
  return { accepted, progress }
}

export async function progressOf({ ask }: Project, id: string): Promise<JunitImportProgress> {
  return (await ask<{ import: JunitImportProgress }>('GET', `/junit-imports/${id}/status`)).import
}

/** The results in that run, or another one, by human ID. Profiles differ in names and spelling of results. */
export async function resultsOf({ ask }: Project, run = 'DEMO-R-3'): Promise<Record<string, string>> {
  const data = await ask<Record<string, TestRunCase[]>>('GET', `/test_runs/${run}/test_cases`)
  const pairs = Object.values(data).flatMap((entries) =>
    entries.map(async (entry) => {
      const id = entry.test_case?.id ?? entry.id
      const { test_case } = await ask<{ test_case: { human_id: string } }>('GET', `/test_cases/${id}`)
      return [test_case.human_id, entry.status.toUpperCase()]
    }),
  )
  return Object.fromEntries(await Promise.all(pairs))
}

export function upload(xml: string | Uint8Array<ArrayBuffer>, name = 'junit_xml'): FormData {
  const body = new FormData()
  body.append(name, new Blob([xml], { type: 'application/xml' }), 'report.xml')
  return body
}

export function fixture(dialect: string): string {
  return readFileSync(new URL(`reports/${dialect}.xml`, import.meta.url), 'utf8')
}
