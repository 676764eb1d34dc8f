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
import { pathsOf } from './folders.ts'

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
  const { id: project_id, ...rest } = await projectOf(session, reference, project)
  try {
    const entity = await session.tms.testCases.get({ project_id, test_case_id: reference }, session.options)
    return { project: { id: project_id, ...rest }, entity }
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error
    throw new ToolError(`case: there is no test case "${reference}" in ${rest.name}; find_cases finds them by text.`)
  }
}

/** A run by human ID, UUID or exact title. */
export async function findRun(session: Session, reference: string, project?: string): Promise<Found<TestRun>> {
  const { tms, options } = session
  const owner = await projectOf(session, reference, project)
  const read = (test_run_id: string) => tms.testRuns.get({ project_id: owner.id, test_run_id }, options)
  const entity = isId(reference) ? await unlessMissing(read(reference)) : undefined
  if (entity) return { project: owner, entity }
  const runs = tms.testRuns.list({ project_id: owner.id, search: reference, page_size: 100 }, options)
  const found = await oneCalled(runs, reference, 'run')
  if (found) return { project: owner, entity: await read(found.id) }
  throw new ToolError(`run: there is no test run "${reference}" in ${owner.name}; find_runs lists them.`)
}

/** A plan by human ID, UUID or exact title. */
export async function findPlan(session: Session, reference: string, project?: string): Promise<Found<TestPlan>> {
  const { tms, options } = session
  const owner = await projectOf(session, reference, project)
  const read = (test_plan_id: string) => tms.testPlans.get({ project_id: owner.id, test_plan_id }, options)
  const entity = isId(reference) ? await unlessMissing(read(reference)) : undefined
  if (entity) return { project: owner, entity }
  const found = await oneCalled(
    tms.testPlans.list({ project_id: owner.id, page_size: 100 }, options),
    reference,
    'plan',
  )
  if (found) return { project: owner, entity: await read(found.id) }
  throw new ToolError(`plan: there is no test plan "${reference}" in ${owner.name}; plan_progress lists them.`)
}

export async function findFolder({ names }: Session, project_id: string, path: string): Promise<Folder> {
  const paths = pathsOf(await names.folders(project_id))
  const wanted = normalise(path)
  const exact = [...paths].find(([each]) => normalise(each) === wanted)?.[1]
  const named = [...paths.values()].filter(({ id, name }) => normalise(name) === wanted || id === path)
  const [only] = named
  if (exact) return exact
  if (only && named.length === 1) return only
  const known = [...paths.keys()].slice(0, 50).join(', ') || 'none'
  throw new ToolError(`folder: there is no one folder "${path}"; the folders are ${known}.`)
}

function normalise(path: string): string {
  return path
    .split('/')
    .map((name) => name.trim().toLowerCase())
    .join('/')
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
