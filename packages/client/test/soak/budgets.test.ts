import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, inject, it } from 'vitest'
import { bundle } from './bundle.ts'
import { MOST_BYTES, MOST_HELPER_BYTES, MOST_INSTANTIATIONS, MOST_MILLISECONDS } from './limits.ts'
import { run } from './run.ts'
import { typeScript } from './typescript.ts'

const consumer = inject('consumer')

/** Bytes after bundling with rolldown for browsers, minifying and gzip. */
async function sizeOf(code: string): Promise<number> {
  return gzipSync(await bundle(consumer, code, { minify: true }), { level: 9 }).length
}

it(`is ${MOST_BYTES} bytes at most, with every method`, async () => {
  const client = await sizeOf("export { createClient } from '@testsigma-tms/client'")
  const both = await sizeOf(
    "export { createClient } from '@testsigma-tms/client'; export * from '@testsigma-tms/client/helpers'",
  )
  console.log(`${client} bytes, helpers ${both - client} more`)

  expect(client).toBeGreaterThan(2_600) // A smaller bundle would lack something.
  expect(client).toBeLessThanOrEqual(MOST_BYTES)
  expect(both - client).toBeLessThanOrEqual(MOST_HELPER_BYTES)
})

/** Measures processor time, because other work on the machine must not count. */
const IMPORT = `
  const start = process.cpuUsage()
  await import('@testsigma-tms/client')
  const { user, system } = process.cpuUsage(start)
  console.log((user + system) / 1000)`

/** The minimum of several fresh processes, because disturbances can only add time. */
async function importTime(): Promise<number> {
  const times: number[] = []
  for (let time = 0; time < 15; time++) {
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', IMPORT], { cwd: consumer })
    times.push(Number(stdout))
  }
  console.log(`imported in ${times.sort((a, b) => a - b).join(', ')} ms`)
  return times[0] as number
}

it(`is imported into a fresh process within ${MOST_MILLISECONDS} ms of processor time`, { retry: 2 }, async () => {
  const milliseconds = await importTime()

  expect(milliseconds).toBeGreaterThan(0)
  expect(milliseconds).toBeLessThanOrEqual(MOST_MILLISECONDS)
})

const CALLS = [
  'await tms.users.list({ page_size: 1 })',
  "await tms.testRuns.assignUser({ project_id: '', test_run_id: '', user_id: '', test_case_id: '' })",
  "await tms.projects.delete({ project_id: '' })",
]

/** How many types TypeScript instantiates for a program with these lines. */
async function instantiations(...lines: string[]): Promise<number> {
  const setup = [
    "import { createClient } from '@testsigma-tms/client'",
    "import { createHttp } from '@testsigma-tms/client/http'",
    'export const tms = createClient()',
    'export const http = createHttp()',
    '',
  ].join('\n')
  const file = join(consumer, `${randomUUID()}.ts`)
  await writeFile(file, setup + lines.join('\n'))
  const { stdout } = await typeScript('7', consumer, '--skipLibCheck', '--extendedDiagnostics', file)
  return Number(stdout.match(/^Instantiations: *(\d+)$/m)?.[1])
}

describe(`at most ${MOST_INSTANTIATIONS} type instantiations`, async () => {
  const none = await instantiations()

  it.each(CALLS)('for %s', async (call) => {
    const count = (await instantiations(call)) - none
    console.log(`${count} instantiations`)

    expect(count).toBeGreaterThan(0)
    expect(count).toBeLessThanOrEqual(MOST_INSTANTIATIONS)
  })

  it('for each of a hundred calls', async () => {
    const calls = Array.from({ length: 100 }, (_, index) => CALLS[index % CALLS.length] as string)

    expect((await instantiations(...calls)) - none).toBeLessThanOrEqual(MOST_INSTANTIATIONS * 100)
  })

  it('are counted: the generic types of openapi-fetch take thousands', async () => {
    expect((await instantiations("await http.GET('/users', {})")) - none).toBeGreaterThan(1_000)
  })
})
