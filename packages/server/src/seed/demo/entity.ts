import { encodeTime } from 'ulid'
import type { EntityRow } from '../../store/schema.ts'
import { exampleIds, examples } from './examples.ts'

const timeLength = 10
const counterLength = 16
let count = 0

export const inDemoProject = { project_id: exampleIds.project }

/** Examples have their own IDs and moments, in seconds; those that show no moment get that of the project. */
export function entityOf({ id, created_at, updated_at }: { id: string; created_at?: number; updated_at?: number }) {
  const [project] = examples.projects
  const created = (created_at ?? Number(project?.created_at)) * 1000
  return { ...entityAt(created), id, updated_at: updated_at === undefined ? created : updated_at * 1000 }
}

/** Lists have demo data in the order in which it is made, as the examples show it, and before all that comes later. */
export function entityAt(moment: number): EntityRow {
  // The library of ULIDs never goes back in time, so that of demo data is written here: one moment, and a counter.
  const tsid = encodeTime(0, timeLength) + String(count++).padStart(counterLength, '0')
  return { id: crypto.randomUUID(), tsid, created_at: moment, updated_at: moment }
}
