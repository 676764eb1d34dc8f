import type { TestRun } from '@testsigma-tms/client'
import { counts, list, object, optional, text } from '../contract/fields.ts'
import type { Session } from '../session.ts'
import { countResults, type Entry, readEntries } from '../world/entries.ts'
import { findProject, findRun, titleOf } from '../world/find.ts'
import { findUser } from '../world/people.ts'
import { inputs } from './inputs.ts'
import { defineTool } from './tool.ts'

/** Each run needs one or more requests, and the API allows ten per second. */
const mostRuns = 20

export const workload = defineTool({
  name: 'workload',
  title: 'Who has what to do',
  description: 'Counts for each person the assigned test cases by result, in one run or in all that are not closed.',
  sets: ['read'],
  operations: ['listTestRuns', 'getTestRun', 'listTestRunCases', 'listTestCases', 'getTestCase', 'listTestRunStatuses'],
  input: { project: inputs.project, run: optional(inputs.run), user: inputs.user, from: inputs.from },
  output: {
    people: list(
      object({ user: text(), runs: list(object({ human_id: optional(text()), title: text(), results: counts() })) }),
    ),
  },
  async run({ project, run, user, from = 0 }, session) {
    const email = user === undefined ? undefined : (await findUser(session, user)).email
    const { project_id, runs, notes } = await runsToRead(session, project, run)
    const people = new Map<string, { human_id?: string; title: string; results: Record<string, number> }[]>()
    for (const each of runs) {
      const entries = await readEntries(session, each, project_id)
      for (const [who, own] of byAssignee(entries)) {
        if (email !== undefined && who !== email) continue
        const row = {
          ...(each.human_id && { human_id: each.human_id }),
          title: titleOf(each),
          results: countResults(own),
        }
        people.set(who, [...(people.get(who) ?? []), row])
      }
    }
    const rows = [...people].map(([who, own]) => ({ user: who, runs: own }))
    return {
      data: { people: rows.slice(from) },
      list: { name: 'people', from, total: rows.length, tool: 'workload' },
      notes,
    }
  },
})

async function runsToRead(session: Session, project: string | undefined, run: string | undefined) {
  if (run !== undefined) {
    const found = await findRun(session, run, project)
    return { project_id: found.project.id, runs: [found.entity], notes: [] }
  }
  const { id: project_id } = await findProject(session, project)
  const open: TestRun[] = []
  for await (const each of session.tms.testRuns.list({ project_id, page_size: 100 }, session.options)) {
    if (each.status !== 'CLOSED') open.push(each)
  }
  const newest = open.sort((one, other) => (other.created_at ?? 0) - (one.created_at ?? 0)).slice(0, mostRuns)
  const notes =
    open.length > mostRuns ? [`Only the newest ${mostRuns} of ${open.length} open runs were read: name a run.`] : []
  return { project_id, runs: newest, notes }
}

function byAssignee(entries: readonly Entry[]): Map<string, Entry[]> {
  const groups = new Map<string, Entry[]>()
  for (const entry of entries) {
    const who = entry.assignee ?? 'nobody'
    const own = groups.get(who)
    if (own) own.push(entry)
    else groups.set(who, [entry])
  }
  return groups
}
