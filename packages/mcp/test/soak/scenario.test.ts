import { describe, expect, it } from 'vitest'
import { connectStdio, eras, profiles, project_id } from '../connect.ts'
import { day, spend } from '../scenario.ts'

const all = ['--tools', 'all', '--allow-delete', '--user', 'jane.doe@example.com']

describe.each(eras)('over stdio, revision %s', (era) => {
  it.each(profiles)('a day of a tester, %s', async (profile) => {
    const { call, stderr } = await connectStdio(all, { profile, era })
    await spend(day, call)
    expect(stderr()).toBe('')
  })

  it('an action that a person confirms is done', async () => {
    const asked: string[] = []
    const { call } = await connectStdio(all, {
      era,
      person: (text) => {
        asked.push(text)
        return 'accept'
      },
    })

    expect((await call('delete', { kind: 'test_case', what: 'DEMO-3' })).data.deleted).toBe(true)
    expect(asked).toHaveLength(1)
  })

  it('an action that a person declines is not done', async () => {
    const { call, tms } = await connectStdio(all, { era, person: () => 'decline' })
    const { title } = await tms.testCases.get({ project_id, test_case_id: 'DEMO-3' })

    expect((await call('delete', { kind: 'test_case', what: 'DEMO-3', confirm: title })).isError).toBe(true)
    expect((await call('close_run', { run: 'DEMO-R-1', confirm: 'any' })).isError).toBe(true)
    expect(await tms.testCases.get({ project_id, test_case_id: 'DEMO-3' })).toMatchObject({ title })
    expect((await tms.testRuns.get({ project_id, test_run_id: 'DEMO-R-1' })).status).not.toBe('CLOSED')
  })
})
