import { type Journal, journalEntry } from './journal.ts'
import type { PlannedResult } from './plan.ts'

interface Earlier {
  readonly journal: Journal | undefined
  readonly statusName: (result: PlannedResult) => string
}

/**
 * Whether an earlier attempt recorded the result, according to the journal, or to the run for a request without a
 * response.
 */
export function isRecordedEarlier(result: PlannedResult, { journal, statusName }: Earlier): boolean {
  if (journal === undefined) return false
  const entry = journalEntry(result)
  if (journal.isRecorded(entry)) return true
  const underWay = journal.underWay(entry)
  if (underWay === undefined) return false
  const { status = '', description } = result.testCase
  const isThere = status.toLowerCase() === statusName(result).toLowerCase()
  const hasNote = result.note === undefined || description === undefined || description === result.note
  // If the run already had this result before, it is sent again only if that does no harm.
  const isNew =
    underWay.was.toLowerCase() !== status.toLowerCase() || (result.note !== undefined && description === result.note)
  const isHarmless = result.tests.every(({ attachments }) => attachments.length === 0)
  const isRecorded = isThere && hasNote && (isNew || !isHarmless)
  if (isRecorded) journal.recorded([entry])
  return isRecorded
}
