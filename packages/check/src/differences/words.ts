import type { Difference } from './difference.ts'

/** A difference as a sentence: "`User`: field `last_name` removed (was string)". */
export function sentence(difference: Difference): string {
  return `\`${difference.subject.name}\`: ${happening(difference)}`
}

/** The same without the subject's name. */
export function happening({
  kind,
  what,
  before,
  after,
}: Pick<Difference, 'kind' | 'what' | 'before' | 'after'>): string {
  const subject = what === '' ? '' : `${what} `
  if (kind === 'added') return `${subject}added${after ? ` (${after})` : ''}`
  if (kind === 'removed') return `${subject}removed${before ? ` (was ${before})` : ''}`
  if (kind === 'deprecated') return `${subject}deprecated${after ? `, to go from ${after}` : ''}`
  if (kind === 'renamed') {
    const isNamed = what === '' || what.includes(`\`${before}\``)
    return `${subject}renamed${isNamed ? '' : ` from \`${before}\``} to \`${after}\``
  }
  if (before === undefined && after === undefined) return what
  return `${subject}changed from ${before ?? 'nothing'} to ${after ?? 'nothing'}`
}
