import type { TestCase } from '@testsigma-tms/client'
import { ToolError } from '../output/tool-error.ts'
import type { Session } from '../session.ts'
import { ambiguous, findCase, findProject, shorten } from './find.ts'
import { findFolder } from './find-folder.ts'
import { withInner } from './folders.ts'
import { idIn } from './ids.ts'

/** For more test cases than this, listing all cases of the project needs fewer requests than one per case. */
const fewCases = 10
/** References that an error message lists at most. */
const mostListed = 20

/** A selection of test cases: those listed, and those in a folder or with a text in the title. */
export interface Selection {
  readonly cases?: readonly string[] | undefined
  readonly folder?: string | undefined
  readonly text?: string | undefined
}

/** @returns UUIDs without duplicates */
export async function selectCases(session: Session, project_id: string, selection: Selection): Promise<string[]> {
  const { cases = [], folder, text } = selection
  const listed = await idsOf(session, project_id, cases)
  const found = folder === undefined && text === undefined ? [] : await search(session, project_id, folder, text)
  return [...new Set([...listed.values(), ...found])]
}

/**
 * Finds the UUIDs of test cases.
 * @throws {ToolError} that names the references that do not exist
 */
export async function idsOf(
  session: Session,
  project_id: string,
  references: readonly string[],
): Promise<Map<string, string>> {
  const ids = new Map<string, string>()
  if (references.length <= fewCases) {
    for (const each of references) ids.set(each, (await findCase(session, each, project_id)).entity.id)
    return ids
  }
  const { project, byName } = await indexCases(session, project_id)
  const unknown: string[] = []
  for (const each of references) {
    const found = byName.get(idIn(each, project) ?? '') ?? byName.get(each.trim().toLowerCase()) ?? []
    const [only] = found
    if (found.length > 1) throw ambiguous('cases', each, found)
    if (only) ids.set(each, only.id)
    else unknown.push(each)
  }
  const shown = unknown.slice(0, mostListed).map(shorten).join(', ')
  const more = unknown.length > mostListed ? ` and ${unknown.length - mostListed} more` : ''
  if (unknown.length > 0) throw new ToolError(`cases: there are no test cases ${shown}${more}.`)
  return ids
}

/** Indexes all test cases of a project by their IDs and titles. */
async function indexCases(session: Session, project_id: string) {
  const project = await findProject(session, project_id)
  const byName = new Map<string, TestCase[]>()
  for await (const each of listCases(session, project_id)) {
    for (const name of new Set([each.id, each.human_id, each.title.trim().toLowerCase()])) {
      if (!name) continue
      const known = byName.get(name)
      if (known) known.push(each)
      else byName.set(name, [each])
    }
  }
  return { project, byName }
}

async function search(session: Session, project_id: string, folder: string | undefined, text: string | undefined) {
  const folders =
    folder === undefined
      ? undefined
      : withInner(await session.names.folders(project_id), await findFolder(session, project_id, folder))
  const ids: string[] = []
  for await (const { id, folder_id } of listCases(session, project_id, text)) {
    if (folders === undefined || folders.has(folder_id ?? '')) ids.push(id)
  }
  return ids
}

function listCases({ tms, options }: Session, project_id: string, text?: string): AsyncIterable<TestCase> {
  return tms.testCases.list({ project_id, page_size: 100, ...(text && { search: text }) }, options)
}
