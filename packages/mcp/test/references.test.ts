import { describe, expect, it } from 'vitest'
import { connect, project_id } from './connect.ts'

async function connectWithTwins() {
  const connected = await connect({ settings: { project: 'DEMO' } })
  const { tms } = connected
  const given = await tms.testCases.get({ project_id, test_case_id: 'DEMO-1' })
  const { type_id, status_id, automation_type_id, priority_id, owner_id } = given
  const create = (title: string) =>
    tms.testCases.create({ project_id, title, type_id, status_id, automation_type_id, priority_id, owner_id })
  return { ...connected, create }
}

describe('a reference to a test case', () => {
  it('is found as a person writes it', async () => {
    const { call } = await connect({ settings: { project: 'demo' } })
    for (const reference of [
      'DEMO-1',
      ' demo-1\n',
      'Demo - 1',
      'demo 1',
      'DEMO\u20111',
      '9AC271B6-4E89-4C93-8C75-2D625EFA0B2D',
      'Sign in with a valid password',
      ' SIGN IN with a valid password ',
    ]) {
      const { data, said } = await call('read_case', { case: reference, project: ' Demo ' })
      expect(data?.human_id, said).toBe('DEMO-1')
    }
  })

  it('may be a title in any language, or one that looks like an ID', async () => {
    const { call, create } = await connectWithTwins()
    for (const title of [
      'テスト: 検索',
      'Prüfe „Löschen“',
      '123e4567-e89b-12d3-a456-426614174000',
      'ISO 27001',
      'SG-1',
    ]) {
      const { human_id } = await create(title)
      expect((await call('read_case', { case: title })).data).toMatchObject({ human_id, title })
    }
  })

  it('that several cases have is rejected with their IDs, in short and long lists', async () => {
    const { call, create } = await connectWithTwins()
    await create('Twin')
    await create('twin')
    const others = Array.from({ length: 12 }, () => 'DEMO-1')

    for (const cases of [['Twin'], [...others, ' TWIN']]) {
      const { isError, said } = await call('create_run', { title: 'Twins', cases })
      expect(isError).toBe(true)
      expect(said).toMatch(/2 have the title "twin": give the ID, DEMO-5 or DEMO-6\./i)
    }
    expect((await call('delete', { kind: 'test_case', what: 'Twin', confirm: 'Twin' })).isError).toBe(true)
  })

  it('is accepted with whitespace and as a title, in short and long lists', async () => {
    const { call } = await connect({ settings: { project: 'DEMO' } })
    for (const count of [1, 12]) {
      const cases = [' demo-1', 'Reset a forgotten password', ...Array.from({ length: count }, () => 'DEMO-1')]
      const { data, said } = await call('create_run', { title: `Of ${count}`, cases })

      expect(data, said).toMatchObject({ cases: 2 })
    }
  })
})

it('an empty reference selects nothing', async () => {
  const { call, called } = await connect({ settings: { project: 'DEMO' } })
  const wrong = [
    ['read_case', { case: ' ' }, 'case'],
    ['read_run', { run: '' }, 'run'],
    ['find_cases', { folder: '' }, 'folder'],
    ['find_cases', { status: '' }, 'status'],
    ['create_run', { title: 'All?', text: '' }, 'text'],
    ['create_run', { title: 'All?', cases: ['DEMO-1', ''] }, 'cases.1'],
    ['create_cases', { cases: [{ title: 'One', status: '' }] }, 'cases.0.status'],
    ['create_cases', { folder: '\t', cases: [{ title: 'One' }] }, 'folder'],
    ['update_case', { case: 'DEMO-1', priority: '' }, 'priority'],
    ['record_results', { run: 'DEMO-R-1', results: [{ case: 'DEMO-1', result: '' }] }, 'results.0.result'],
  ] as const
  for (const [tool, args, field] of wrong) {
    const { isError, said } = await call(tool, args)

    expect(isError).toBe(true)
    expect(said).toBe(`${field}: must not be empty. Leave out what you do not know.`)
  }
  expect([...called]).toEqual([])
})

describe('a folder', () => {
  it('with an ambiguous path is rejected for new cases, unless its UUID is given', async () => {
    const { call, tms } = await connect({ settings: { project: 'DEMO' } })
    await tms.folders.create({ project_id, name: 'Twice' })
    const { id } = await tms.folders.create({ project_id, name: 'Twice' })

    const { isError, said } = await call('create_cases', { folder: 'twice', cases: [{ title: 'One' }] })
    expect(isError).toBe(true)
    expect(said).toMatch(new RegExp(`folder: 2 are called "twice": give the UUID of .*${id}`))
    await call('create_cases', { folder: id.toUpperCase(), cases: [{ title: 'One' }] })
    expect((await call('find_cases', { folder: id })).data).toMatchObject({ total: 1 })
    expect((await call('list_names', { kind: 'folders' })).data.names).toHaveLength(5)
  })

  it.each([
    ['/smoke tests/', 'Smoke Tests'],
    ['regression suite / BOOKING', 'Regression Suite/Booking'],
    ['regression suite/Payment/Refunds', 'Regression Suite/Payment/Refunds'],
  ])('%j uses the existing folders of the path', async (folder, path) => {
    const { call } = await connect({ settings: { project: 'DEMO' } })
    const { data } = await call('create_cases', { folder, cases: [{ title: 'One' }] })
    const { names } = (await call('list_names', { kind: 'folders' })).data

    expect(data.created).toMatchObject([{ folder: path }])
    expect(names.filter((name: string) => !name.includes('/'))).toEqual(['Regression Suite', 'Smoke Tests'])
  })
})

describe('the same case twice', () => {
  it('is rejected, and nothing is recorded', async () => {
    const { call } = await connect({ settings: { project: 'DEMO' } })
    const results = [
      { case: 'DEMO-1', result: 'Failed' },
      { case: 'demo-1 ', result: 'Blocked' },
    ]
    const { isError, said } = await call('record_results', { run: 'DEMO-R-1', results })

    expect(isError).toBe(true)
    expect(said).toMatch(/demo-1 is listed twice.* nothing was recorded/)
    expect((await call('read_run', { run: 'DEMO-R-1' })).data.results).toEqual({ Passed: 1, Failed: 1 })
  })
})
