import { isObject, parsePointer, valueAt } from '@testsigma-tms/spec/contract'
import type { Term } from '../terms/term.ts'
import { literal } from '../terms/type-text.ts'
import type { Direction } from './schema/direction.ts'
import type { Failure } from './schema/failure.ts'

const MOST_LETTERS = 80

/** A difference between two schemas in words, without the name of the containing part. */
export function failureText(direction: Direction, failure: Failure): string {
  const { keyword, field, impact, path } = failure
  const name = [path, field].filter(Boolean).join('.')
  const place = name === '' ? '' : ` of \`${name}\``
  const isBreak = impact === 'breaking'
  if (keyword === 'properties') {
    return isBreak
      ? `field \`${name}\` removed${direction === 'request' ? ' from requests' : ''}`
      : `field \`${name}\` added`
  }
  if (keyword === 'required') return requiredText(direction, name, isBreak)
  if (keyword === 'readOnly' && direction === 'request') {
    return isBreak ? `\`${name}\` is read-only now: requests may no longer have it` : `\`${name}\` may be sent now`
  }
  if (keyword === 'writeOnly' && direction === 'response' && isBreak) return `\`${name}\` is write-only now`
  if (keyword === 'unevaluatedProperties' && direction === 'request') {
    const fields = field === undefined ? `other fields${place}` : `field \`${name}\``
    return isBreak ? `${fields} may be refused now: not every alternative has it` : `${fields} may be taken now`
  }
  if (keyword === 'enum') return enumText(direction, failure, place, isBreak)
  const [before, after] = valuesOf(failure)
  if (keyword === 'additionalProperties' && direction === 'request' && before === undefined && after === undefined) {
    return isBreak ? `other fields${place} are refused now` : `other fields${place} are taken now`
  }
  if (isComposed(keyword)) return `\`${keyword}\`${place} ${isBreak ? 'no longer fits' : 'fits more'} in ${direction}s`
  return `\`${keyword}\`${place} changed from ${shown(before)} to ${shown(after)}`
}

function requiredText(direction: Direction, name: string, isBreak: boolean): string {
  if (direction === 'request') return isBreak ? `\`${name}\` is required now` : `\`${name}\` is optional now`
  return isBreak ? `\`${name}\` may be missing now` : `\`${name}\` is always there now`
}

function enumText(direction: Direction, { facet, other }: Failure, place: string, isBreak: boolean): string {
  const values = Array.isArray(other) ? other.map((value) => `\`${literal(value)}\``).join(', ') : ''
  const isMore = (direction === 'response') === isBreak
  if (values === '') return `only the values ${shown(facet.schema.enum)}${place} ${isMore ? 'were' : 'are'} possible`
  return `${values.includes(',') ? 'values' : 'value'} ${values}${place} ${isMore ? 'added' : 'removed'}`
}

/** The released and the current value of a keyword. */
function valuesOf({ facet, keyword, other }: Failure): [before: unknown, after: unknown] {
  const own = writtenAt(facet, keyword)
  return facet.source.side === 'released' ? [own, other] : [other, own]
}

/** Requests have keywords that nobody has written: that objects take declared fields alone. */
function writtenAt({ source, origin, schema }: Failure['facet'], keyword: string): unknown {
  const written = valueAt(source.written, origin)
  return keyword === 'additionalProperties' && isObject(written) ? written[keyword] : schema[keyword]
}

function isComposed(keyword: string): boolean {
  return (
    ['anyOf', 'oneOf', 'not', 'if', 'contains', 'propertyNames', 'contentSchema', 'patternProperties'].includes(
      keyword,
    ) || /^(unevaluated|dependent)/.test(keyword)
  )
}

/** A value as written in a contract, shortened. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing'
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS)}…` : text
}

/** The name of the component that contains a term. */
export function componentOf(term: Term): string | undefined {
  const [section, , name] = parsePointer(`#${term}`)
  return section === 'components' ? name : undefined
}
