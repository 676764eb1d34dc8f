import { all } from '../names/names.ts'
import type { Session } from '../session.ts'
import type { ListName } from './columns.ts'

/** Maps IDs to names and names to IDs, for everything that a test case refers to. */
export class Lists {
  readonly #names = new Map<ListName, Map<string, string>>()
  readonly #ids = new Map<ListName, Map<string, string>>()

  add(list: ListName, entries: readonly (readonly [id: string, name: string])[]): void {
    this.#names.set(list, new Map(entries))
    this.#ids.set(list, new Map(entries.map(([id, name]) => [name.toLowerCase(), id])))
  }

  /** Returns an unknown ID unchanged. */
  nameOf(list: ListName, id: string): string {
    return this.#names.get(list)?.get(id) ?? id
  }

  idOf(list: ListName, name: string): string | undefined {
    const known = this.#ids.get(list)?.get(name.toLowerCase())
    return known ?? (this.#names.get(list)?.has(name) ? name : undefined)
  }

  namesIn(list: ListName): string[] {
    return [...(this.#names.get(list)?.values() ?? [])]
  }
}

export async function readLists({ tms, project_id, signal }: Session): Promise<Lists> {
  const lists = new Lists()
  const options = { signal }
  const named = async (rows: AsyncIterable<{ id: string; name: string }>) =>
    (await all(rows)).map(({ id, name }) => [id, name] as const)
  lists.add('statuses', await named(tms.testCaseStatuses.list({}, options)))
  lists.add('priorities', await named(tms.testCasePriorities.list({}, options)))
  lists.add('types', await named(tms.testCaseTypes.list({}, options)))
  lists.add('automationTypes', await named(tms.automationTypes.list({}, options)))
  lists.add('labels', await named(tms.labels.list({}, options)))
  lists.add(
    'users',
    (await all(tms.users.list({ page_size: 100 }, options))).map(({ id, email }) => [id, email]),
  )
  lists.add('folders', pathsOf(await all(tms.folders.list({ project_id, page_size: 100 }, options))))
  return lists
}

interface Folder {
  readonly id: string
  readonly name: string
  readonly parent_folder_id?: string | null | undefined
}

function pathsOf(folders: readonly Folder[]): (readonly [string, string])[] {
  const byId = new Map(folders.map((folder) => [folder.id, folder]))
  return folders.map((folder) => {
    const names: string[] = []
    const seen = new Set<Folder>()
    for (let one: Folder | undefined = folder; one && !seen.has(one); one = byId.get(one.parent_folder_id ?? '')) {
      seen.add(one)
      names.unshift(one.name)
    }
    return [folder.id, names.join('/')]
  })
}
