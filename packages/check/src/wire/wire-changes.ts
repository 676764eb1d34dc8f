import type { Comparison } from '../release/released.ts'
import type { WireChange } from './change.ts'
import { compareWire } from './compare.ts'
import { secondOpinion } from './second-opinion.ts'

/**
 * All changes since the last release that affect programs: those that our comparison finds, and those that only Redocly
 * finds.
 */
export async function wireChanges(root: string, comparison: Comparison): Promise<WireChange[]> {
  const wire = compareWire(comparison)
  return [...wire.changes, ...(await secondOpinion(root, comparison, wire))]
}
