import { type Journal, journalEntry } from './journal.ts'
import type { PlannedResult } from './plan.ts'

interface Earlier {
  readonly journal: Journal | undefined
  readonly statusName: (result: PlannedResult) => string
}

/** What an earlier try recorded, by its journal, or by what the run shows of a request that was under way. */
export function isRecordedEarlier(result: PlannedResult, { journal, statusName }: Earlier): boolean {
  if (journal === undefined) return false
  const entry = journalEntry(result)
  if (journal.isRecorded(entry)) return true
  const underWay = journal.underWay(entry)
  if (underWay === undefined) return false
  const { status = '', description } = result.testCase
  const isThere = status.toLowerCase() === statusName(result).toLowerCase()
  const hasNote = result.note === undefined || description === undefined || description === result.note
  // If it was the same before, only what cannot do harm is sent again.
  const isNew =
    underWay.was.toLowerCase() !== status.toLowerCase() || (result.note !== undefined && description === result.note)
  const isHarmless = result.tests.every(({ attachments }) => attachments.length === 0)
  const isRecorded = isThere && hasNote && (isNew || !isHarmless)
  if (isRecorded) journal.recorded([entry])
  return isRecorded
}
