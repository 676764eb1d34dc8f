import { createServer } from '@testsigma-tms/server'
import { describe, expect, it, onTestFinished } from 'vitest'
import { ensureRun } from '../src/helpers/index.ts'
import {
  createClient,
  type Fetch,
  NotFoundError,
  type TestsigmaClient,
  UsageError,
  ValidationError,
} from '../src/index.ts'

const project_id = 'c47ade67-0543-4582-a4a5-b7de447c94f5'
const nightly = { project_id, title: 'Nightly (build 7)', selection_type: 'DYNAMIC' } as const

describe.each(['documented', 'observed'] as const)('ensureRun, %s', (profile) => {
  async function start(change: (next: Fetch) => Fetch = (next) => next) {
    const server = await createServer({ profile, faults: true, rateLimit: 0 })
    onTestFinished(() => server.close())
    const connect = (fetch: Fetch = server.fetch) =>
      createClient({ apiKey: server.apiKey, baseUrl: 'http://local/api/v1', fetch, rateLimit: false, retry: false })
    return { tms: connect(), changed: connect(change(server.fetch)) }
  }

  async function runsCalled(tms: TestsigmaClient, title: string) {
    const runs = await (await tms.testRuns.list({ project_id })).all({ limit: 100 })
    return runs.filter((run) => (run.title ?? run.name) === title)
  }

  it('creates a run once, and finds it afterwards', async () => {
    const { tms } = await start()
    const first = await ensureRun(tms, nightly)
    const second = await ensureRun(tms, nightly)

    expect([first.created, second.created]).toEqual([true, false])
    expect(second.run.id).toBe(first.run.id)
  })

  it('returns the same run to concurrent callers', async () => {
    const { tms } = await start()
    const all = await Promise.all(Array.from({ length: 8 }, () => ensureRun(tms, nightly)))

    expect(new Set(all.map(({ run }) => run.id)).size).toBe(1)
    expect(all.filter(({ created }) => created)).toHaveLength(1)
    expect(await runsCalled(tms, nightly.title)).toHaveLength(1)
  })

  it('does not use a run whose title only contains the requested one', async () => {
    const { tms } = await start()
    const longer = await ensureRun(tms, { ...nightly, title: 'Nightly (build 7) again' })
    const exact = await ensureRun(tms, nightly)

    expect(exact.run.id).not.toBe(longer.run.id)
  })

  it('finds the run of a creation that may have been applied', async () => {
    const { tms, changed } = await start((next) => (input, init) => {
      if (init?.method !== 'POST') return next(input, init)
      return next(input, { ...init, headers: { ...init.headers, 'x-tms-fault': 'reset-after' } })
    })
    const { run } = await ensureRun(changed, nightly)

    expect(await runsCalled(tms, nightly.title)).toEqual([expect.objectContaining({ id: run.id })])
  })

  it('rejects a closed run', async () => {
    const { tms } = await start()
    const { run } = await ensureRun(tms, nightly)
    await tms.testRuns.update({ project_id, test_run_id: run.id, status: 'CLOSED' })

    await expect(ensureRun(tms, nightly)).rejects.toThrow(UsageError)
    await expect(ensureRun(tms, nightly)).rejects.toThrow(/closed and accepts no results/)
  })

  it('passes on an error with another cause', async () => {
    const { tms } = await start()
    const unknown = { field: 'id', operator: 'IN', values: ['00000000-0000-4000-8000-000000000000'] }

    const creation = ensureRun(tms, { ...nightly, selection_type: 'STATIC', static_selection_filters: [unknown] })
    await expect(creation).rejects.toThrow(ValidationError)
    const nowhere = ensureRun(tms, { ...nightly, project_id: '00000000-0000-4000-8000-000000000000' })
    await expect(nowhere).rejects.toThrow(NotFoundError)
  })
})
