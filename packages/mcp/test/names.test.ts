import { describe, expect, it } from 'vitest'
import { connect, project_id } from './connect.ts'

describe('names', () => {
  it('are found ignoring case', async () => {
    const { call } = await connect()

    expect((await call('read_case', { case: 'demo-2' })).data.human_id).toBe('DEMO-2')
    expect((await call('read_run', { run: 'demo-r-1' })).data.human_id).toBe('DEMO-R-1')
    expect((await call('read_run', { run: 'PATIENT PORTAL 2.3, REGRESSION', project: 'demo' })).isError).toBe(false)
    expect((await call('plan_progress', { plan: 'demo-p-1' })).data.plans[0].human_id).toBe('DEMO-P-1')
    expect((await call('find_cases', { project: 'health care project', folder: ' booking ' })).data.total).toBe(4)
  })

  it('that several folders have are rejected, with the UUIDs to choose from', async () => {
    const { call, tms } = await connect()
    const { id } = await tms.folders.create({ project_id, name: 'Smoke Tests' })

    const { isError, said } = await call('find_cases', { project: 'DEMO', folder: 'Smoke Tests' })
    expect(isError).toBe(true)
    expect(said).toMatch(new RegExp(`folder: 2 are called "Smoke Tests": give the UUID of .*${id}`))
    expect((await call('find_cases', { project: 'DEMO', folder: id })).data.total).toBe(0)
  })

  it('of runs are filtered by text and plan, independently of the filters of the API', async () => {
    const { call } = await connect()
    const titles = async (args: object) =>
      (await call('find_runs', { project: 'DEMO', ...args })).data.runs.map(({ title }: { title: string }) => title)

    expect(await titles({ text: 'SMOKE' })).toEqual(['Patient portal 2.4, smoke'])
    expect(await titles({ text: 'nothing' })).toEqual([])
    expect(await titles({ plan: 'DEMO-P-2' })).toEqual([])
    expect(await titles({ plan: 'Release 2.4 of the patient portal' })).toHaveLength(2)
  })
})
