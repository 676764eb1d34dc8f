import { integer, list, oneOf, text } from '../contract/fields.ts'
import type { Session } from '../session.ts'
import { findProject } from '../world/find.ts'
import { placed } from '../world/folders.ts'
import { lookups } from '../world/names.ts'
import { inputs } from './inputs.ts'
import { defineTool } from './tool.ts'

const kinds = ['projects', 'folders', 'users', 'labels', ...lookups] as const

export const listNames = defineTool({
  name: 'list_names',
  title: 'List names',
  description:
    'Lists the names that other tools accept: projects, folders, users, labels, statuses, priorities, types.',
  sets: ['read'],
  operations: [
    'listProjects',
    'listFolders',
    'listUsers',
    'listLabels',
    'listTestCaseStatuses',
    'listTestCasePriorities',
    'listTestCaseTypes',
    'listAutomationTypes',
    'listTestRunStatuses',
  ],
  input: { kind: oneOf(kinds), project: inputs.project, from: inputs.from },
  output: { total: integer(), names: list(text()) },
  async run({ kind, project, from = 0 }, session) {
    const names = await namesOf(session, kind, project)
    return {
      data: { total: names.length, names: names.slice(from) },
      list: { name: 'names', from, total: names.length, tool: 'list_names' },
    }
  },
})

async function namesOf(session: Session, kind: (typeof kinds)[number], project: string | undefined): Promise<string[]> {
  const { names, tms, options } = session
  switch (kind) {
    case 'projects':
      return (await names.projects()).map(({ name, human_id_prefix }) => `${human_id_prefix}: ${name}`)
    case 'folders':
      return placed(await names.folders((await findProject(session, project)).id))
        .map(({ path }) => path)
        .sort()
    case 'users':
      return (await names.users()).map(({ email, first_name, last_name }) => `${email} (${first_name} ${last_name})`)
    case 'labels':
      return (await (await tms.labels.list({}, options)).all({ limit: 10_000 })).map(({ name }) => name)
    default:
      return (await names.values(kind)).map(({ name }) => name)
  }
}
