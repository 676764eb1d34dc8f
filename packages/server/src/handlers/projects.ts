import type { Project } from '@testsigma-tms/types'
import type { Profile } from '../profiles/profile.ts'
import { insert, update } from '../store/entities.ts'
import { matchProjects, deleteProject as removeProject, selectProjects } from '../store/projects.ts'
import type { ProjectRow } from '../store/schema.ts'
import { transact } from '../store/transact.ts'
import { requireProject } from './find.ts'
import type { Handler } from './handler.ts'
import { readPage } from './paging.ts'
import { dropReadOnly } from './read-only.ts'
import { refuse, wrong } from './references.ts'
import { checkSearch } from './search.ts'

export const listProjects: Handler<'listProjects'> = async ({ query, ...call }) => {
  const { store, profile } = call
  const { name__NEQ, name__CONTAINS, ...page } = query
  checkSearch({ name__NEQ, name__CONTAINS })
  const list = {
    rows: selectProjects(store),
    table: 'projects',
    match: matchProjects({ name__NEQ, name__CONTAINS }),
  } as const
  const { rows, page_info } = await readPage(list, page, call)
  return {
    status: 200,
    body: { message: '', data: { projects: rows.map((row) => toProject(row, profile)) }, page_info },
  }
}

export const getProject: Handler<'getProject'> = async ({ params, store, profile }) => {
  const project = await requireProject(store, params.project_id)
  return { status: 200, body: { message: '', data: { project: toProject(project, profile) } } }
}

export const createProject: Handler<'createProject'> = ({ body, store, profile }) =>
  transact(store, async (transaction) => {
    const { name, description = '', human_id_prefix = initialsOf(name) } = body
    // Human IDs must fit on one line.
    refuse(/^.*$/.test(human_id_prefix) ? [] : [wrong('human_id_prefix', 'a string on one line', human_id_prefix)])
    const project = await insert(transaction, 'projects', { name, description, human_id_prefix })
    return { status: 200, body: { message: '', data: { project: toProject(project, profile) } } }
  })

export const updateProject: Handler<'updateProject'> = ({ params, body, store, profile }) =>
  transact(store, async (transaction) => {
    const project = await requireProject(transaction, params.project_id)
    const { name, description } = await dropReadOnly('updateProject', body, () => [toProject(project, profile)])
    const changed = await update(transaction, 'projects', project, { name, description })
    return { status: 200, body: { message: '', data: { project: toProject(changed, profile) } } }
  })

export const deleteProject: Handler<'deleteProject'> = ({ params, store }) =>
  transact(store, async (transaction) => {
    const project = await requireProject(transaction, params.project_id)
    await removeProject(transaction, project)
    return { status: 200, body: { message: 'Project deleted.' } }
  })

/** "Health Care Project" becomes HCP. */
function initialsOf(name: string): string {
  const words = name.match(/[\p{L}\p{N}]+/gu) ?? ['P']
  const initials = words.length === 1 ? String(words[0]).slice(0, 4) : words.map((word) => [...word][0]).join('')
  return initials.toUpperCase()
}

function toProject(row: ProjectRow, { timestamp }: Profile): Project {
  const { id, created_at, updated_at, name, description, human_id_prefix } = row
  return {
    id,
    created_at: timestamp(created_at),
    updated_at: timestamp(updated_at),
    name,
    description,
    human_id_prefix,
  }
}
