import type { Settings } from '../session.ts'
import { apiGet } from './api-get.ts'
import { assignCases } from './assign-cases.ts'
import { closeRun } from './close-run.ts'
import { createCases } from './create-cases.ts'
import { createRun } from './create-run.ts'
import { deleteEntity } from './delete.ts'
import { findCases } from './find-cases.ts'
import { findRuns } from './find-runs.ts'
import { importReport } from './import-report.ts'
import { listNames } from './list-names.ts'
import { planProgress } from './plan-progress.ts'
import { readCase } from './read-case.ts'
import { readRun } from './read-run.ts'
import { recordResults } from './record-results.ts'
import type { Tool } from './tool.ts'
import { updateCase } from './update-case.ts'
import { workload } from './workload.ts'

/** All tools. */
export const tools: readonly Tool[] = [
  findCases,
  readCase,
  findRuns,
  readRun,
  workload,
  planProgress,
  listNames,
  apiGet,
  createCases,
  updateCase,
  createRun,
  recordResults,
  assignCases,
  importReport,
  closeRun,
  deleteEntity,
]

/** The enabled tools. Tools that read are in every set; tools that delete must be allowed explicitly. */
export function chooseTools({ sets, allowDelete }: Pick<Settings, 'sets' | 'allowDelete'>): Tool[] {
  return tools.filter(
    ({ sets: own, annotations }) =>
      own.some((set) => sets.includes(set)) && (allowDelete || !annotations.destructiveHint),
  )
}
