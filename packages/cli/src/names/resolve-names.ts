import { isUuid, type Names } from './names.ts'

type Find = (names: Names, name: string, project: () => Promise<string>) => Promise<string>

const user: Find = ({ resolver }, email) => resolver.user(email)
const folder: Find = async (names, path, project) => names.folder(await project(), path)

/** Arguments of the contract that take IDs, with the function that resolves a name to an ID. */
export const namedArguments: Readonly<Record<string, Find>> = {
  project_id: (names, name) => names.project(name),
  user_id: user,
  owner_id: user,
  reviewer_id: user,
  assignee_id: user,
  status_id: ({ resolver }, name) => resolver.testCaseStatus(name),
  priority_id: ({ resolver }, name) => resolver.testCasePriority(name),
  type_id: ({ resolver }, name) => resolver.testCaseType(name),
  automation_type_id: ({ resolver }, name) => resolver.automationType(name),
  test_run_status_id: ({ resolver }, name) => resolver.testRunStatus(name),
  label_ids: async ({ resolver }, name) => (await resolver.labels([name]))[0] ?? name,
  folder_id: folder,
  parent_folder_id: folder,
  test_case_id: async (names, name, project) => names.testCase(await project(), name),
  test_run_id: async (names, name, project) => names.testRun(await project(), name),
  test_plan_id: async (names, name, project) => names.testPlan(await project(), name),
  step_group_id: async (names, name, project) => names.stepGroup(await project(), name),
  dynamic_selection_excluded_test_case_ids: async (names, name, project) => names.testCase(await project(), name),
}

/** Operations accept human IDs of these in the path. */
const humanIdsInPath: readonly string[] = ['test_case_id', 'test_run_id', 'test_plan_id', 'step_group_id']

/** IDs that appear in no list, and therefore cannot be found by name. */
export const withoutNames: readonly string[] = ['import_id', 'environment_ids', 'human_id']

/**
 * Replaces names, human IDs and e-mail addresses by IDs, wherever an argument takes IDs, at any depth.
 * @param inPath names of the path parameters
 */
export async function resolveNames(
  params: Record<string, unknown>,
  names: Names,
  inPath: readonly string[],
): Promise<Record<string, unknown>> {
  const project = () => names.project(String(params.project_id))
  const resolve = async (name: string, value: unknown, isTop: boolean): Promise<unknown> => {
    if (Array.isArray(value)) return inOrder(value, (entry) => resolve(name, entry, isTop))
    if (typeof value === 'object' && value !== null && !(value instanceof Blob)) {
      return Object.fromEntries(
        await inOrder(Object.entries(value), async ([key, inner]) => [key, await resolve(key, inner, false)] as const),
      )
    }
    const find = Object.hasOwn(namedArguments, name) ? namedArguments[name] : undefined
    const isAsItIs = isTop && inPath.includes(name) && humanIdsInPath.includes(name)
    if (find === undefined || isAsItIs || typeof value !== 'string' || value === '' || isUuid(value)) return value
    return find(names, value, project)
  }
  const entries = await inOrder(
    Object.entries(params),
    async ([name, value]) => [name, await resolve(name, value, true)] as const,
  )
  return Object.fromEntries(entries)
}

/** Sequential, so that each list is fetched only once. */
async function inOrder<In, Out>(values: readonly In[], each: (value: In) => Promise<Out>): Promise<Out[]> {
  const results: Out[] = []
  for (const value of values) results.push(await each(value))
  return results
}
