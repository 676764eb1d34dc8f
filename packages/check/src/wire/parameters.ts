import type { Header, Operation, Parameter } from '@testsigma-tms/spec/contract'
import { parameterTerm } from '../terms/operation.ts'
import { asTerm, joinTerm, type Term } from '../terms/term.ts'
import type { Add } from './change.ts'
import { compareContent } from './content.ts'
import type { SchemaComparison } from './schema/compare-schemas.ts'
import type { Direction } from './schema/direction.ts'
import { compareSchemas } from './schemas.ts'
import { shown } from './words.ts'

/** Parameters by their identity in requests: path parameters by position, headers case-insensitively. */
function byPlace(operation: Operation): Map<string, Parameter> {
  const places = Array.from(operation.path.matchAll(/\{([^}]*)\}/g), ([, name]) => name)
  return new Map(
    operation.parameters.filter(isMeant).map((parameter) => {
      const { in: place, name } = parameter
      if (place === 'path') return [`path ${places.indexOf(name)}`, parameter]
      return [`${place} ${place === 'header' ? name.toLowerCase() : name}`, parameter]
    }),
  )
}

/** OpenAPI ignores parameters with these names, which are described by content types and security. */
export function isMeant({ in: place, name }: Pick<Parameter, 'in' | 'name'>): boolean {
  return place !== 'header' || !/^(accept|content-type|authorization)$/i.test(name)
}

export function compareParameters(comparison: SchemaComparison, was: Operation, is: Operation, add: Add): void {
  const [before, after] = [byPlace(was), byPlace(is)]
  for (const [place, parameter] of before) {
    const counterpart = after.get(place)
    const term = parameterTerm(parameter)
    const about = { term, subject: was.id, subjects: [was.id] }
    const name = `the ${parameter.in} parameter \`${parameter.name}\``
    if (counterpart === undefined) {
      add({ ...about, impact: 'breaking', rule: 'parameter-removed', what: `${name} was removed` })
      continue
    }
    compareHeader(
      comparison,
      { was: parameter, is: counterpart, direction: 'request', operation: was.id, name, term },
      add,
    )
  }
  for (const [place, parameter] of after) {
    if (before.has(place)) continue
    const { name, in: location, required } = parameter
    const what = `the ${required ? 'required' : 'optional'} ${location} parameter \`${name}\` was added`
    const impact = required ? 'breaking' : 'addition'
    add({ term: parameterTerm(parameter), subject: was.id, subjects: [was.id], impact, rule: 'parameter-added', what })
  }
}

interface Headers {
  readonly was: Header
  readonly is: Header
  readonly direction: Direction
  readonly operation: string
  /** Beginning of messages about it. */
  readonly name: string
  readonly term: Term
}

/** Compares two parameters, or two response headers. */
export function compareHeader(comparison: SchemaComparison, headers: Headers, add: Add): void {
  const { was, is, direction, operation, name, term } = headers
  const about = { term, subject: operation, subjects: [operation] }
  if (was.required !== is.required) {
    const isBreak = is.required === (direction === 'request')
    const what = `${name} ${is.required ? 'is required now' : 'may be missing now'}`
    add({ ...about, impact: isBreak ? 'breaking' : 'addition', rule: 'required', what })
  }
  for (const [field, before, after] of differingFields(was, is)) {
    const isWider = field === 'allowEmptyValue' && after === true
    const what = `${name}: \`${field}\` changed from ${shown(before)} to ${shown(after)}`
    add({ ...about, impact: isWider ? 'addition' : 'breaking', rule: field, what })
  }
  if (is.definition.deprecated && !was.definition.deprecated) {
    add({ ...about, impact: 'addition', rule: 'deprecated', what: `${name} is deprecated now` })
  }
  const part = direction === 'request' ? `parameter \`${was.name}\`` : `header \`${was.name}\``
  const [content, now] = [was.definition.content, is.definition.content]
  if (content ?? now) {
    compareContent(
      comparison,
      { was, is, direction, operation, part, term: joinTerm(asTerm(was.pointer), 'content') },
      add,
    )
    return
  }
  const places = { was: comparison.released.at(was.schemaPointer), is: comparison.current.at(is.schemaPointer) }
  compareSchemas(comparison, { ...places, direction, operation, part }, add)
}

/** Compares how a value is serialised, with OpenAPI's defaults. */
function differingFields(was: Header, is: Header): [field: string, before: unknown, after: unknown][] {
  const [before, after] = [written(was), written(is)]
  return Object.keys(before).flatMap((field): [string, unknown, unknown][] => {
    const name = field as keyof typeof before
    return before[name] === after[name] ? [] : [[field, before[name], after[name]]]
  })
}

function written({ definition }: Header) {
  const { in: place = 'header', style, explode, allowReserved = false, allowEmptyValue = false } = definition as Written
  const isForm = place === 'query' || place === 'cookie'
  const own = style ?? (isForm ? 'form' : 'simple')
  return {
    style: own,
    explode: explode ?? own === 'form',
    allowReserved,
    allowEmptyValue,
    content: 'content' in definition,
  }
}

/** Fields that all parameters have, and headers may have. */
interface Written {
  readonly in?: string
  readonly style?: string
  readonly explode?: boolean
  readonly allowReserved?: boolean
  readonly allowEmptyValue?: boolean
}
