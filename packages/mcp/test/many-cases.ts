import { expect } from 'vitest'
import { connect } from './connect.ts'

export const budget = 24_000

/** Expects results in a project with this many test cases to respect the budget, and to say how to get the rest. */
export async function walkCases(count: number): Promise<void> {
  const { api, call, tms } = await connect()
  await api.seed({ projects: 1, cases: count, runs: 2, folders: 30, users: 100, seed: 7 })
  const { data: projects } = await call('list_names', { kind: 'projects' })
  const project = projects.names.at(-1).split(':')[0]
  const { id } = (await (await tms.projects.list()).all({ limit: 100 })).at(-1) ?? { id: '' }
  await tms.testRuns.create({ project_id: id, title: 'All of them', selection_type: 'DYNAMIC' })

  const calls = [
    ['find_cases', { project, text: 'e', limit: 500 }],
    ['find_runs', { project }],
    ['workload', { project }],
    ['plan_progress', { project }],
    ['list_names', { kind: 'users' }],
    ['list_names', { kind: 'folders', project }],
  ] as const
  for (const [name, args] of calls) {
    const { isError, said, json } = await call(name, args)
    expect(isError, said).toBe(false)
    expect(Buffer.byteLength(json), name).toBeLessThanOrEqual(budget)
  }
  const { data, json } = await call('read_run', { run: 'All of them', project, limit: 500 })
  expect(Buffer.byteLength(json)).toBeLessThanOrEqual(budget)
  expect(data).toMatchObject({ total: count, results: { UnTested: count } })
  expect(data.left_out).toContain(`Of ${count} cases, `)

  const seen: string[] = []
  for (let from: number | undefined = 0; from !== undefined; ) {
    const page = await call('find_cases', { project, limit: 500, from })
    expect(Buffer.byteLength(page.json)).toBeLessThanOrEqual(budget)
    seen.push(...page.data.cases.map((each: { human_id: string }) => each.human_id))
    const next: string | undefined = /with from: (\d+)/.exec(page.data.left_out ?? '')?.[1]
    from = next === undefined ? undefined : Number(next)
  }
  expect(new Set(seen).size).toBe(count)
  expect(seen).toHaveLength(count)
}
