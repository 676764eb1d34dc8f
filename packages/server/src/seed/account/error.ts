/** The account file cannot be used; the message lists each wrong value with its location and what is expected. */
export class AccountFileError extends Error {
  override readonly name = 'AccountFileError'

  constructor(file: string, problems: string[]) {
    const [only = ''] = problems
    super(problems.length === 1 ? `${file}: ${only}` : `${file}:\n${problems.map((line) => `  ${line}`).join('\n')}`)
  }
}
