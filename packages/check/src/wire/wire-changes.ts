import type { Comparison } from '../release/released.ts'
import type { WireChange } from './change.ts'
import { compareWire } from './compare.ts'
import { secondOpinion } from './second-opinion.ts'

/** What programs notice of the difference to the last release: what our comparison finds, and what Redocly finds besides. */
export async function wireChanges(root: string, comparison: Comparison): Promise<WireChange[]> {
  const wire = compareWire(comparison)
  return [...wire.changes, ...(await secondOpinion(root, comparison, wire))]
}
