import type { TestCase } from '@testsigma-tms/client'
import { ToolError } from '../output/failure.ts'
import type { Session } from '../session.ts'
import { findCase, findFolder } from './find.ts'
import { withInner } from './folders.ts'

/** Above this many, one walk over the project's cases costs fewer requests than one for each case. */
const fewCases = 10

/** Which test cases are meant: those listed, and those in a folder or with a text. */
export interface Selection {
  readonly cases?: readonly string[] | undefined
  readonly folder?: string | undefined
  readonly text?: string | undefined
}

/** @returns UUIDs, each once */
export async function selectCases(session: Session, project_id: string, selection: Selection): Promise<string[]> {
  const { cases = [], folder, text } = selection
  const listed = await idsOf(session, project_id, cases)
  const found = folder === undefined && text === undefined ? [] : await search(session, project_id, folder, text)
  return [...new Set([...listed.values(), ...found])]
}

/**
 * Finds the UUIDs of test cases.
 * @throws {ToolError} that names each one that does not exist
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
  const byName = new Map<string, string>()
  for await (const { id, human_id = id } of listCases(session, project_id)) {
    byName.set(human_id.toLowerCase(), id).set(id, id)
  }
  const unknown = references.filter((each) => !byName.has(each.toLowerCase()))
  if (unknown.length > 0) throw new ToolError(`cases: there are no test cases ${unknown.slice(0, 20).join(', ')}.`)
  for (const each of references) ids.set(each, String(byName.get(each.toLowerCase())))
  return ids
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
