/** The file of an account cannot be used; the message names each wrong place, and what belongs there. */
export class AccountFileError extends Error {
  override readonly name = 'AccountFileError'

  constructor(file: string, problems: string[]) {
    const [only = ''] = problems
    super(problems.length === 1 ? `${file}: ${only}` : `${file}:\n${problems.map((line) => `  ${line}`).join('\n')}`)
  }
}
