/** The outcome of all tests. */
export interface Ending {
  /** Human ID of the run; `undefined` if none could be found or created. */
  readonly run: string | undefined
  /** Project in the settings. */
  readonly project: string | undefined
  /** Number of test cases whose result was recorded. */
  readonly recorded: number
  /** Number of tests whose result was not recorded. */
  readonly missing: number
  /** The file with the missing results, or the reason why it could not be written. */
  readonly file: { readonly path: string } | { readonly problem: string } | undefined
  readonly refused: readonly string[]
  readonly failure: string | undefined
  /** Tests that belong to no test case. */
  readonly unmatched: readonly string[]
  /** Attachments that were left out. */
  readonly problems: readonly string[]
  readonly hasNoCases: boolean
}

export const noKey = 'Testsigma: TESTSIGMA_API_KEY is not set, so no results are recorded.'

const mostListed = 10
const line = '='.repeat(78)

/** Formats the summary. A failure has a frame, so that it is not overlooked among the results of the tests. */
export function describeEnding(ending: Ending): string {
  const { run, recorded, missing, unmatched, problems, hasNoCases } = ending
  if (hasNoCases) return 'Testsigma: no test names a test case, so no run was created.'
  const text = [
    ...(run === undefined ? [] : [`Testsigma: ${counted(recorded, 'result is', 'results are')} in the run ${run}.`]),
    ...listed('test belongs to no test case', 'tests belong to no test case', unmatched),
    ...listed('attachment was left out', 'attachments were left out', problems),
  ]
  return (missing === 0 ? text : [line, ...text, ...describeMissing(ending), line]).join('\n')
}

function describeMissing({ missing, file, failure, refused, run, project }: Ending): string[] {
  return [
    `TESTSIGMA: ${counted(missing, 'TEST RESULT', 'TEST RESULTS')} COULD NOT BE RECORDED.`,
    ...(failure === undefined ? [] : [failure]),
    ...listed('was rejected', 'were rejected', refused),
    file && 'path' in file
      ? `${missing === 1 ? 'It is' : 'They are'} in ${file.path}. To record ${missing === 1 ? 'it' : 'them'}:\n  ${uploadCommand(file.path, run, project)}`
      : `${missing === 1 ? 'It' : 'They'} could not be written to a file either: ${file?.problem}`,
  ]
}

function uploadCommand(path: string, run: string | undefined, project: string | undefined): string {
  const options = Object.entries({ project, run }).flatMap(([name, value]) => (value ? [`--${name}`, value] : []))
  return ['tms results upload', path, ...options].map((word, index) => (index === 0 ? word : quoted(word))).join(' ')
}

/** Quotes a word for the shell if necessary. */
function quoted(word: string): string {
  return /^[\w./:@-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`
}

function listed(one: string, several: string, entries: readonly string[]): string[] {
  if (entries.length === 0) return []
  const more = entries.length > mostListed ? [`  and ${entries.length - mostListed} more`] : []
  const shown = entries.slice(0, mostListed).map((each) => `  ${each}`)
  return [`Testsigma: ${counted(entries.length, one, several)}:`, ...shown, ...more]
}

function counted(count: number, one: string, several: string): string {
  return `${count} ${count === 1 ? one : several}`
}
