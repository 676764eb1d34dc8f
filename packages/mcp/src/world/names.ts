import type { Folder, LookupValue, Page, Project, TestsigmaClient, User } from '@testsigma-tms/client'
import { createResolver, type Resolver } from '@testsigma-tms/client/helpers'

/** The lookup lists of the account. */
export const lookups = [
  'testCaseStatuses',
  'testCasePriorities',
  'testCaseTypes',
  'automationTypes',
  'testRunStatuses',
] as const
export type Lookup = (typeof lookups)[number]

/** Names and ids of one account. Each list is fetched once, on first use. */
export interface Names {
  /** Finds ids by name. */
  readonly resolver: Resolver
  projects(): Promise<readonly Project[]>
  users(): Promise<readonly User[]>
  folders(project_id: string): Promise<readonly Folder[]>
  values(lookup: Lookup): Promise<readonly LookupValue[]>
  /** Invalidates the cached folders, after some were created. */
  forgetFolders(project_id: string): void
}

/** Milliseconds until names are fetched again, because they can be changed in the application. */
const maxAge = 60_000

/** @returns a function that returns the current names */
export function createNames(tms: TestsigmaClient): () => Names {
  let names = fetchOnce(tms)
  let made = Date.now()
  return () => {
    if (Date.now() - made > maxAge) {
      names = fetchOnce(tms)
      made = Date.now()
    }
    return names
  }
}

function fetchOnce(tms: TestsigmaClient): Names {
  const lists = new Map<string, Promise<readonly unknown[]>>()
  function once<T>(key: string, list: () => PromiseLike<Page<T>>): Promise<readonly T[]> {
    const known = lists.get(key) as Promise<readonly T[]> | undefined
    if (known) return known
    const fetched = Promise.resolve(list()).then((page) => page.all({ limit: Number.POSITIVE_INFINITY }))
    lists.set(key, fetched)
    // A list that could not be fetched is fetched again on the next call.
    fetched.catch(() => lists.delete(key))
    return fetched
  }
  return {
    resolver: createResolver(tms),
    projects: () => once('projects', () => tms.projects.list({ page_size: 100 })),
    users: () => once('users', () => tms.users.list({ page_size: 100 })),
    folders: (project_id) => once(`folders ${project_id}`, () => tms.folders.list({ project_id, page_size: 100 })),
    values: (lookup) => once(lookup, () => tms[lookup].list()),
    forgetFolders: (project_id) => {
      lists.delete(`folders ${project_id}`)
    },
  }
}
