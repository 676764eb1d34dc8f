import type { TestsigmaClient } from '@testsigma-tms/client'
import { createResolver, type Resolver } from '@testsigma-tms/client/helpers'
import { CommandError } from '../exit-codes.ts'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export function isUuid(text: string): boolean {
  return uuid.test(text)
}

/** Resolves names, human IDs and e-mail addresses to IDs. Each list is fetched once. */
export class Names {
  readonly #tms: TestsigmaClient
  readonly #resolver: Resolver
  readonly #signal: AbortSignal
  readonly #projects = new Map<string, Promise<string>>()

  constructor(tms: TestsigmaClient, signal: AbortSignal) {
    this.#tms = tms
    this.#resolver = createResolver(tms)
    this.#signal = signal
  }

  get resolver(): Resolver {
    return this.#resolver
  }

  user(email: string): Promise<string> {
    return isUuid(email) ? Promise.resolve(email) : this.#resolver.user(email)
  }

  /** Finds a project by its prefix, such as `DEMO`, or otherwise by its name. */
  project(name: string): Promise<string> {
    if (isUuid(name)) return Promise.resolve(name)
    const found = this.#projects.get(name) ?? this.#findProject(name)
    this.#projects.set(name, found)
    return found
  }

  async #findProject(name: string): Promise<string> {
    const projects = await all(this.#tms.projects.list({ page_size: 100 }, { signal: this.#signal }))
    const byPrefix = projects.filter(({ human_id_prefix }) => isSame(human_id_prefix, name))
    const found = byPrefix.length > 0 ? byPrefix : projects.filter((project) => isSame(project.name, name))
    if (found.length === 1 && found[0]) return found[0].id
    const there = projects
      .map((project) => `${project.human_id_prefix} (${project.name})`)
      .slice(0, 20)
      .join(', ')
    if (found.length > 1) throw new CommandError(`${found.length} projects are called "${name}". Give the ID of one.`)
    throw new CommandError(
      `There is no project "${name}" that this key can see${there ? `, only ${there}` : '; it can see none'}.`,
    )
  }

  /**
   * Finds a folder by its path from the root, such as `Release 2/Smoke tests`, or by its name alone if that is unique.
   */
  async folder(project_id: string, path: string): Promise<string> {
    if (isUuid(path)) return path
    const folders = await all(this.#tms.folders.list({ project_id, page_size: 100 }, { signal: this.#signal }))
    const byId = new Map(folders.map((folder) => [folder.id, folder]))
    const pathOf = (id: string): string => {
      const names: string[] = []
      const seen = new Set<string>()
      for (
        let folder = byId.get(id);
        folder && !seen.has(folder.id);
        folder = byId.get(folder.parent_folder_id ?? '')
      ) {
        seen.add(folder.id)
        names.unshift(folder.name)
      }
      return names.join('/')
    }
    const exact = folders.filter(({ id }) => isSame(pathOf(id), path))
    const found = exact.length > 0 ? exact : folders.filter((folder) => isSame(folder.name, path))
    if (found.length === 1 && found[0]) return found[0].id
    const there = folders
      .map(({ id }) => pathOf(id))
      .slice(0, 20)
      .join(', ')
    if (found.length > 1)
      throw new CommandError(`${found.length} folders are called "${path}". Give the whole path of one.`)
    throw new CommandError(`There is no folder "${path}" in the project${there ? `, only ${there}` : '; it has none'}.`)
  }

  async testCase(project_id: string, name: string): Promise<string> {
    if (isUuid(name)) return name
    return (await this.#tms.testCases.get({ project_id, test_case_id: name }, { signal: this.#signal })).id
  }

  async testRun(project_id: string, name: string): Promise<string> {
    if (isUuid(name)) return name
    return (await this.#tms.testRuns.get({ project_id, test_run_id: name }, { signal: this.#signal })).id
  }

  async testPlan(project_id: string, name: string): Promise<string> {
    if (isUuid(name)) return name
    return (await this.#tms.testPlans.get({ project_id, test_plan_id: name }, { signal: this.#signal })).id
  }

  async stepGroup(project_id: string, name: string): Promise<string> {
    if (isUuid(name)) return name
    return (await this.#tms.stepGroups.get({ project_id, step_group_id: name }, { signal: this.#signal })).id
  }
}

function isSame(one: string | undefined, other: string): boolean {
  return one?.toLowerCase() === other.toLowerCase()
}

/** Collects all entries of a list. */
export async function all<T>(list: AsyncIterable<T>): Promise<T[]> {
  const entries: T[] = []
  for await (const entry of list) entries.push(entry)
  return entries
}
