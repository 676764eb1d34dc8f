import { isObject, joinPointer } from '@testsigma-tms/spec/contract'
import { asTerm, type Term } from '../terms/term.ts'
import type { Add } from './change.ts'
import { stable } from './schema/canonical.ts'
import type { SchemaSource } from './schema/source.ts'
import { withoutWords } from './without-words.ts'

/**
 * Compares requests that the API sends: webhooks, and callbacks of an operation. Request and response swap roles there,
 * so every difference other than descriptions counts as a break.
 */
export function compareHooks(
  was: SchemaSource,
  is: SchemaSource,
  pointers: [string, string],
  subject: string,
  add: Add,
) {
  const [before, after] = [was.at(pointers[0]), is.at(pointers[1])].map(({ schema }) =>
    isObject(schema) ? schema : {},
  )
  for (const name of new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])) {
    const [old, now] = [before?.[name], after?.[name]]
    const term: Term = asTerm(joinPointer(pointers[0], name))
    const about = { term, subject, subjects: [subject === 'API' ? name : subject], rule: 'callback' }
    const text = `the callback \`${name}\``
    if (old === undefined) add({ ...about, impact: 'addition', what: `${text} was added` })
    else if (now === undefined) add({ ...about, impact: 'breaking', what: `${text} was removed` })
    else if (stable(withoutWords(was, old) as never) !== stable(withoutWords(is, now) as never)) {
      add({ ...about, impact: 'breaking', what: `${text} changed` })
    }
  }
}
