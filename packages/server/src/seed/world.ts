import { selectLookupValues } from '../store/lookups.ts'
import type { LookupList, Store } from '../store/schema.ts'
import type { Amounts } from './amounts.ts'
import type { Maker } from './maker.ts'

/** What new rows can refer to. */
export interface SeedWorld {
  amounts: Amounts
  maker: Maker
  /** IDs by list. */
  lookups: Record<LookupList, string[]>
  /** IDs of users; at most the first 1,000. */
  users: string[]
  projects: SeedProject[]
}

export interface SeedProject {
  id: string
  prefix: string
  folders: string[]
  stepGroups: string[]
  plans: string[]
  /** At most the first 1,000. */
  cases: string[]
}

const enough = 1000

/** Starts from the stored data, so that seeding only test cases works too. */
export async function startWorld(store: Store, amounts: Amounts, maker: Maker): Promise<SeedWorld> {
  const users = await store.selectFrom('users').select('id').orderBy('tsid').limit(enough).execute()
  const idsOf = async (list: LookupList) => {
    const rows = await selectLookupValues(store, list).orderBy('position').execute()
    return rows.map(({ id }) => id)
  }
  const lookups = {
    automation_types: await idsOf('automation_types'),
    types: await idsOf('types'),
    case_statuses: await idsOf('case_statuses'),
    priorities: await idsOf('priorities'),
    run_statuses: await idsOf('run_statuses'),
  }
  return { amounts, maker, lookups, users: users.map(({ id }) => id), projects: [] }
}

export function remember(known: string[], id: string): void {
  if (known.length < enough) known.push(id)
}

/** The share of one project in a total. */
export function shareOf(total: number, project: number, projects: number): number {
  return Math.floor((total * (project + 1)) / projects) - Math.floor((total * project) / projects)
}
