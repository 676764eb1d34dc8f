/** What became of everything. */
export interface Ending {
  /** What people call the run; absent when none could be reached or made. */
  readonly run: string | undefined
  /** Test cases whose result is recorded. */
  readonly recorded: number
  /** Tests whose result is not. */
  readonly missing: number
  /** Where these were written to. */
  readonly file: { readonly path: string } | { readonly problem: string } | undefined
  readonly refused: readonly string[]
  readonly failure: string | undefined
  /** Tests that belong to no test case. */
  readonly unmatched: readonly string[]
  /** Attachments that were left out. */
  readonly problems: readonly string[]
  readonly hasNoCases: boolean
}

export const noKey = 'Testsigma: TESTSIGMA_API_KEY is not set, so that no results are recorded.'

const mostListed = 10
const line = '='.repeat(78)

/** A failure is not to be overlooked among the results of the tests. */
export function describeEnding(ending: Ending): string {
  const { run, recorded, missing, unmatched, problems, hasNoCases } = ending
  if (hasNoCases) return 'Testsigma: no test names a test case, so that no run was made.'
  const text = [
    ...(run === undefined ? [] : [`Testsigma: ${recorded} results are in the run ${run}.`]),
    ...listed('tests belong to no test case', unmatched),
    ...listed('attachments were left out', problems),
  ]
  return (missing === 0 ? text : [line, ...text, ...describeMissing(ending), line]).join('\n')
}

function describeMissing({ missing, file, failure, refused, run }: Ending): string[] {
  const upload = `tms results upload${file && 'path' in file ? ` ${file.path}` : ''}${run === undefined ? '' : ` --run ${run}`}`
  return [
    `TESTSIGMA: ${missing} TEST RESULTS COULD NOT BE RECORDED.`,
    ...(failure === undefined ? [] : [failure]),
    ...listed('were refused', refused),
    file && 'path' in file
      ? `They are in ${file.path}. To record them:\n  ${upload}`
      : `They could not be written to a file either: ${file?.problem}`,
  ]
}

function listed(what: string, entries: readonly string[]): string[] {
  if (entries.length === 0) return []
  const more = entries.length > mostListed ? [`  and ${entries.length - mostListed} more`] : []
  return [`Testsigma: ${entries.length} ${what}:`, ...entries.slice(0, mostListed).map((each) => `  ${each}`), ...more]
}
