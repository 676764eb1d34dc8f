import {
  type Folder,
  NotFoundError,
  type Project,
  type TestCase,
  type TestPlan,
  type TestRun,
} from '@testsigma-tms/client'
import { ToolError } from '../output/failure.ts'
import type { Session } from '../session.ts'
import { placed } from './folders.ts'

/** `DEMO-2`, `DEMO-SG-2`, `DEMO-R-2`, `DEMO-P-2`: the project's prefix, perhaps a letter for the kind, and a number. */
const humanId = /^(.+?)-(?:(?:SG|R|P)-)?\d+$/i
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The project that a reference names: by name, prefix or UUID; without one, the default or the only one there is. */
export async function findProject({ names, settings }: Session, reference = settings.project): Promise<Project> {
  const projects = await names.projects()
  const found = reference === undefined ? projects : projects.filter((project) => isCalled(project, reference))
  const [project] = found
  if (project && found.length === 1) return project
  const known = projects.map(({ name, human_id_prefix }) => `${human_id_prefix} (${name})`).join(', ') || 'none'
  if (reference === undefined) throw new ToolError(`Say which project: the projects are ${known}.`)
  const problem = found.length > 1 ? 'is the name of several projects: give the UUID' : 'is no project'
  throw new ToolError(`project: "${reference}" ${problem}; the projects are ${known}.`)
}

function isCalled({ id, name, human_id_prefix }: Project, reference: string): boolean {
  return [id, name, human_id_prefix].some((each) => each.toLowerCase() === reference.toLowerCase())
}

/** The project of an entity: as named, or else by the prefix of its human ID. */
async function projectOf(session: Session, reference: string, project: string | undefined): Promise<Project> {
  const prefix = humanId.exec(reference)?.[1]
  if (project !== undefined || prefix === undefined || uuid.test(reference)) return findProject(session, project)
  const projects = await session.names.projects()
  const found = projects.filter(({ human_id_prefix }) => human_id_prefix.toLowerCase() === prefix.toLowerCase())
  return found.length === 1 ? (found[0] as Project) : findProject(session)
}

export interface Found<T> {
  readonly project: Project
  readonly entity: T
}

export async function findCase(session: Session, reference: string, project?: string): Promise<Found<TestCase>> {
  const { tms, options } = session
  const owner = await projectOf(session, reference, project)
  const params = { project_id: owner.id, test_case_id: asWritten(reference, owner) }
  const entity = await unlessMissing(tms.testCases.get(params, options))
  if (entity) return { project: owner, entity }
  throw new ToolError(`case: there is no test case "${reference}" in ${owner.name}; find_cases finds them by text.`)
}

/** A run by human ID, UUID or exact title. */
export async function findRun(session: Session, reference: string, project?: string): Promise<Found<TestRun>> {
  const { tms, options } = session
  const owner = await projectOf(session, reference, project)
  const read = (test_run_id: string) => tms.testRuns.get({ project_id: owner.id, test_run_id }, options)
  const entity = isId(reference) ? await unlessMissing(read(asWritten(reference, owner))) : undefined
  if (entity) return { project: owner, entity }
  const list = (filter: { search?: string }) =>
    oneCalled(tms.testRuns.list({ project_id: owner.id, page_size: 100, ...filter }, options), reference, 'run')
  // Every run, as what `search` finds is recorded nowhere.
  const found = (await list({ search: reference })) ?? (await list({}))
  if (found) return { project: owner, entity: await read(found.id) }
  throw new ToolError(`run: there is no test run "${reference}" in ${owner.name}; find_runs lists them.`)
}

/** A plan by human ID, UUID or exact title. */
export async function findPlan(session: Session, reference: string, project?: string): Promise<Found<TestPlan>> {
  const { tms, options } = session
  const owner = await projectOf(session, reference, project)
  const read = (test_plan_id: string) => tms.testPlans.get({ project_id: owner.id, test_plan_id }, options)
  const entity = isId(reference) ? await unlessMissing(read(asWritten(reference, owner))) : undefined
  if (entity) return { project: owner, entity }
  const found = await oneCalled(
    tms.testPlans.list({ project_id: owner.id, page_size: 100 }, options),
    reference,
    'plan',
  )
  if (found) return { project: owner, entity: await read(found.id) }
  throw new ToolError(`plan: there is no test plan "${reference}" in ${owner.name}; plan_progress lists them.`)
}

/** A folder by its path, by its name if only one has it, or by its UUID. */
export async function findFolder({ names }: Session, project_id: string, reference: string): Promise<Folder> {
  const folders = placed(await names.folders(project_id))
  const wanted = normalise(reference)
  const ways = [
    folders.filter(({ folder }) => folder.id === reference),
    folders.filter(({ path }) => normalise(path) === wanted),
    folders.filter(({ folder }) => normalise(folder.name) === wanted),
  ]
  const [only, ...others] = ways.find((found) => found.length > 0) ?? []
  if (only && others.length === 0) return only.folder
  if (only) {
    const same = [only, ...others].map(({ path, folder }) => `${path} (${folder.id})`)
    throw new ToolError(`folder: ${same.length} are called "${reference}": give the UUID of ${same.join(' or ')}.`)
  }
  const known = folders.slice(0, 50).map(({ path }) => path)
  throw new ToolError(`folder: there is no folder "${reference}"; the folders are ${known.join(', ') || 'none'}.`)
}

function normalise(path: string): string {
  return path
    .split('/')
    .map((name) => name.trim().toLowerCase())
    .join('/')
}

/** `demo-r-1` as `DEMO-R-1`. */
function asWritten(reference: string, { human_id_prefix: prefix }: Project): string {
  const start = reference.slice(0, prefix.length)
  const isOwn = humanId.test(reference) && start.toLowerCase() === prefix.toLowerCase()
  return isOwn ? prefix + reference.slice(prefix.length).toUpperCase() : reference
}

function isId(reference: string): boolean {
  return humanId.test(reference) || uuid.test(reference)
}

async function unlessMissing<T>(call: PromiseLike<T>): Promise<T | undefined> {
  try {
    return await call
  } catch (error) {
    if (error instanceof NotFoundError) return undefined
    throw error
  }
}

interface Titled {
  readonly id: string
  readonly title?: string
  readonly name?: string
}

async function oneCalled<T extends Titled>(list: AsyncIterable<T>, title: string, kind: string) {
  const found: T[] = []
  for await (const each of list) {
    if (titleOf(each).toLowerCase() === title.toLowerCase()) found.push(each)
  }
  if (found.length > 1) throw new ToolError(`${kind}: ${found.length} have the title "${title}": give the human ID.`)
  return found[0]
}

/** The documented lists call a title `name`. */
export function titleOf({ title, name }: Omit<Titled, 'id'>): string {
  return title ?? name ?? ''
}
