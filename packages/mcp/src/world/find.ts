import { NotFoundError, type Project, type TestCase, type TestPlan, type TestRun } from '@testsigma-tms/client'
import { ToolError } from '../output/tool-error.ts'
import type { Session } from '../session.ts'
import { idIn, prefixIn } from './ids.ts'

/** Entries that are read at most to find a title. */
const mostLookedAt = 10_000
/** Names that an error message lists at most. */
const mostListed = 20

/** Finds a project by UUID, prefix or name. Without a reference: the default project, or the only one. */
export async function findProject({ names, settings }: Session, reference = settings.project): Promise<Project> {
  const projects = await names.projects()
  const ways = [({ id }: Project) => id, ({ human_id_prefix }: Project) => human_id_prefix, ({ name }: Project) => name]
  const found =
    reference === undefined
      ? projects
      : (ways
          .map((wordOf) => projects.filter((each) => isSame(wordOf(each), reference)))
          .find(({ length }) => length > 0) ?? [])
  const [project] = found
  if (project && found.length === 1) return project
  const shown = (found.length > 0 ? found : projects).slice(0, mostListed)
  const known = shown.map(({ name, human_id_prefix }) => `${human_id_prefix} (${name})`).join(', ') || 'none'
  if (reference === undefined) throw new ToolError(`project: required; the projects are ${known}.`)
  throw new ToolError(
    found.length > 1
      ? `project: ${found.length} projects are called "${shorten(reference)}": give the prefix of ${known}.`
      : `project: "${shorten(reference)}" is not a project; the projects are ${known}.`,
  )
}

/** The project of an entity: the given one, otherwise that with the prefix of its human ID. */
async function projectOf(session: Session, reference: string, project: string | undefined): Promise<Project> {
  const prefix = prefixIn(reference)
  if (project !== undefined || prefix === undefined) return findProject(session, project)
  const projects = await session.names.projects()
  const found = projects.filter(({ human_id_prefix }) => isSame(human_id_prefix, prefix))
  return found.length === 1 ? (found[0] as Project) : findProject(session)
}

export interface Found<T> {
  readonly project: Project
  readonly entity: T
}

/** Finds a test case by human ID, UUID or exact title. */
export async function findCase(session: Session, reference: string, project?: string): Promise<Found<TestCase>> {
  const { tms, options } = session
  return find<TestCase>(session, reference, project, {
    kind: 'case',
    title: 'test case',
    advice: 'find_cases finds them by text',
    read: (project_id, test_case_id) => tms.testCases.get({ project_id, test_case_id }, options),
    lists: (project_id) => [tms.testCases.list({ project_id, page_size: 100, search: reference }, options)],
  })
}

/** Finds a run by human ID, UUID or exact title. */
export async function findRun(session: Session, reference: string, project?: string): Promise<Found<TestRun>> {
  const { tms, options } = session
  return find<TestRun>(session, reference, project, {
    kind: 'run',
    title: 'test run',
    advice: 'find_runs lists them',
    read: (project_id, test_run_id) => tms.testRuns.get({ project_id, test_run_id }, options),
    // The second list has all runs, because no source says what `search` finds.
    lists: (project_id) => [
      tms.testRuns.list({ project_id, page_size: 100, search: reference }, options),
      tms.testRuns.list({ project_id, page_size: 100 }, options),
    ],
  })
}

/** Finds a plan by human ID, UUID or exact title. */
export async function findPlan(session: Session, reference: string, project?: string): Promise<Found<TestPlan>> {
  const { tms, options } = session
  return find<TestPlan>(session, reference, project, {
    kind: 'plan',
    title: 'test plan',
    advice: 'plan_progress lists them',
    read: (project_id, test_plan_id) => tms.testPlans.get({ project_id, test_plan_id }, options),
    lists: (project_id) => [tms.testPlans.list({ project_id, page_size: 100 }, options)],
  })
}

interface Titled {
  readonly id: string
  readonly human_id?: string | undefined
  readonly title?: string
  readonly name?: string
}

/** How to find entities of one kind. */
interface Way<T> {
  readonly kind: string
  readonly title: string
  readonly advice: string
  read(project_id: string, id: string): PromiseLike<T>
  /** Lists to search for a title, in this order. */
  lists(project_id: string): readonly AsyncIterable<T>[]
}

async function find<T extends Titled>(
  session: Session,
  reference: string,
  project: string | undefined,
  way: Way<T>,
): Promise<Found<T>> {
  const owner = await projectOf(session, reference, project)
  const id = idIn(reference, owner)
  const entity = id === undefined ? undefined : await unlessMissing(way.read(owner.id, id))
  if (entity) return { project: owner, entity }
  for (const list of way.lists(owner.id)) {
    const found = await oneCalled(list, reference, way.kind)
    if (found) return { project: owner, entity: await way.read(owner.id, found.id) }
  }
  const { kind, title, advice } = way
  throw new ToolError(`${kind}: there is no ${title} "${shorten(reference)}" in ${owner.name}; ${advice}.`)
}

async function unlessMissing<T>(call: PromiseLike<T>): Promise<T | undefined> {
  try {
    return await call
  } catch (error) {
    if (error instanceof NotFoundError) return undefined
    throw error
  }
}

async function oneCalled<T extends Titled>(list: AsyncIterable<T>, title: string, kind: string) {
  const found: T[] = []
  let lookedAt = 0
  for await (const each of list) {
    lookedAt += 1
    if (isSame(titleOf(each), title)) found.push(each)
    if (lookedAt >= mostLookedAt) break
  }
  if (found.length > 1) throw ambiguous(kind, title, found)
  return found[0]
}

export function ambiguous(kind: string, title: string, found: readonly Omit<Titled, 'title'>[]): ToolError {
  const ids = found.slice(0, mostListed).map(({ id, human_id = id }) => human_id)
  return new ToolError(`${kind}: ${found.length} have the title "${shorten(title)}": give the ID, ${ids.join(' or ')}.`)
}

/** Compares names, ignoring case and surrounding whitespace. */
export function isSame(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase()
}

/** The documented lists have `name` instead of `title`. */
export function titleOf({ title, name }: { readonly title?: string; readonly name?: string }): string {
  return title ?? name ?? ''
}

/** Shortens a reference for error messages. */
export function shorten(reference: string): string {
  return reference.length > 100 ? `${reference.slice(0, 100)}…` : reference
}
