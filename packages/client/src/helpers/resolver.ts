import type { TestsigmaClient } from '../client.ts'
import { UsageError } from '../errors.ts'
import type { Page } from '../page.ts'

/** Finds ids by name, ignoring case. Each list is fetched once, however many ask for it at the same time. */
export interface Resolver {
  testCaseStatus(name: string): Promise<string>
  testCasePriority(name: string): Promise<string>
  testCaseType(name: string): Promise<string>
  automationType(name: string): Promise<string>
  testRunStatus(name: string): Promise<string>
  /** A user by e-mail address. */
  user(email: string): Promise<string>
  labels(names: readonly string[]): Promise<string[]>
}

/**
 * Makes a resolver, which remembers the lists that it has fetched. Names can be changed in the application's settings:
 * make a new resolver to see that.
 * @throws {UsageError} from its methods, when there is no such name; the message lists the names there are
 * @example const status_id = await createResolver(tms).testCaseStatus('Ready')
 */
export function createResolver(tms: TestsigmaClient): Resolver {
  const named = (kind: string, list: () => PromiseLike<Page<{ id: string; name: string }>>) =>
    remembered(kind, list, ({ name }) => name)
  const label = named('label', () => tms.labels.list())
  return {
    testCaseStatus: named('test case status', () => tms.testCaseStatuses.list()),
    testCasePriority: named('test case priority', () => tms.testCasePriorities.list()),
    testCaseType: named('test case type', () => tms.testCaseTypes.list()),
    automationType: named('automation type', () => tms.automationTypes.list()),
    testRunStatus: named('test run status', () => tms.testRunStatuses.list()),
    user: remembered(
      'user',
      () => tms.users.list(),
      ({ email }) => email,
    ),
    labels: (names) => Promise.all(names.map(label)),
  }
}

function remembered<T extends { id: string }>(
  kind: string,
  list: () => PromiseLike<Page<T>>,
  nameOf: (entry: T) => string,
): (name: string) => Promise<string> {
  let entries: Promise<T[]> | undefined
  return async (name) => {
    entries ??= Promise.resolve(list()).then((page) => page.all({ limit: Number.POSITIVE_INFINITY }))
    // A list that could not be fetched is asked for again next time.
    entries.catch(() => {
      entries = undefined
    })
    const all = await entries
    const found = all.find((entry) => nameOf(entry).toLowerCase() === name.toLowerCase())
    if (found) return found.id
    throw new UsageError(`There is no ${kind} "${name}", only ${all.map(nameOf).join(', ') || 'an empty list'}.`)
  }
}
