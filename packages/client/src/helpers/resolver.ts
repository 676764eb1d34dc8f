import type { TestsigmaClient } from '../client.ts'
import type { PagePromise } from '../page.ts'
import { requireArgument, requireClient, requireText, usageError } from './arguments.ts'
import { fromCaller } from './caller.ts'

/** Page size that another client uses; the API may reject larger ones. */
const LARGE_PAGES = { page_size: 100 }

/** Finds ids by name, ignoring case. Each list is fetched once, also for concurrent calls. */
export interface Resolver {
  testCaseStatus(name: string): Promise<string>
  testCasePriority(name: string): Promise<string>
  testCaseType(name: string): Promise<string>
  automationType(name: string): Promise<string>
  testRunStatus(name: string): Promise<string>
  /** Finds a user by e-mail address. */
  user(email: string): Promise<string>
  labels(names: readonly string[]): Promise<string[]>
}

/**
 * Creates a resolver, which caches the lists that it has fetched. Create a new one after names were changed in the
 * application's settings.
 * @throws {UsageError} from its methods, when a name does not exist; the message lists the names that do
 * @example const status_id = await createResolver(tms).testCaseStatus('Ready')
 */
export function createResolver(tms: TestsigmaClient): Resolver {
  requireClient('createResolver', tms, 'users')
  const named = (kind: string, list: () => PagePromise<{ id: string; name: string }>) =>
    cached(tms, kind, list, ({ name }) => name)
  const label = named('label', () => tms.labels.list(LARGE_PAGES))
  return {
    testCaseStatus: named('test case status', () => tms.testCaseStatuses.list(LARGE_PAGES)),
    testCasePriority: named('test case priority', () => tms.testCasePriorities.list(LARGE_PAGES)),
    testCaseType: named('test case type', () => tms.testCaseTypes.list(LARGE_PAGES)),
    automationType: named('automation type', () => tms.automationTypes.list(LARGE_PAGES)),
    testRunStatus: named('test run status', () => tms.testRunStatuses.list(LARGE_PAGES)),
    user: cached(
      tms,
      'user',
      () => tms.users.list(LARGE_PAGES),
      ({ email }) => email,
    ),
    labels: (names) =>
      fromCaller(async () => {
        requireArgument(Array.isArray(names), 'The names of labels', 'an array of strings', names)
        return Promise.all(names.map(label))
      }),
  }
}

function cached<T extends { id: string }>(
  tms: TestsigmaClient,
  kind: string,
  list: () => PagePromise<T>,
  nameOf: (entry: T) => string,
): (name: string) => Promise<string> {
  let entries: Promise<T[]> | undefined
  const find = async (name: string) => {
    requireText(`The name of a ${kind}`, name)
    entries ??= list().all({ limit: Infinity })
    // A list that could not be fetched is fetched again on the next call.
    entries.catch(() => {
      entries = undefined
    })
    const all = await entries
    const found =
      all.find((entry) => nameOf(entry) === name) ??
      all.find((entry) => nameOf(entry)?.toLowerCase() === name.toLowerCase())
    if (found) return found.id
    throw usageError(tms, `There is no ${kind} "${name}", only ${all.map(nameOf).join(', ') || 'an empty list'}.`)
  }
  return (name) => fromCaller(() => find(name))
}
