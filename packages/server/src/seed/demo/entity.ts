import { encodeTime } from 'ulid'
import type { EntityRow } from '../../store/schema.ts'
import { exampleIds, examples } from './examples.ts'

const timeLength = 10
const counterLength = 16
let count = 0

export const inDemoProject = { project_id: exampleIds.project }

/** Uses the ID and the timestamps (in seconds) of an example; those without a timestamp get the project's. */
export function entityOf({ id, created_at, updated_at }: { id: string; created_at?: number; updated_at?: number }) {
  const [project] = examples.projects
  const created = (created_at ?? Number(project?.created_at)) * 1000
  return { ...entityAt(created), id, updated_at: updated_at === undefined ? created : updated_at * 1000 }
}

/** Demo data is listed in the order of creation, as in the examples, and before all later data. */
export function entityAt(moment: number): EntityRow {
  // Built by hand, because the ULID library does not accept earlier timestamps: a constant timestamp and a counter.
  const tsid = encodeTime(0, timeLength) + String(count++).padStart(counterLength, '0')
  return { id: crypto.randomUUID(), tsid, created_at: moment, updated_at: moment }
}
