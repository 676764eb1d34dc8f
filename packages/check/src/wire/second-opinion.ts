import {
  type Contract,
  isObject,
  type Parameter,
  type Pointer,
  parsePointer,
  valueAt,
} from '@testsigma-tms/spec/contract'
import { type DiffChange, redoclyDiff, type Verdict } from '../release/redocly-diff.ts'
import type { Comparison } from '../release/released.ts'
import { parameterTerm, requestLine } from '../terms/operation.ts'
import { asTerm, type Term } from '../terms/term.ts'
import type { WireChange } from './change.ts'
import type { WireComparison } from './compare.ts'
import { isMeant as isParameterMeant } from './parameters.ts'
import { componentOf } from './words.ts'

/** Redocly rules that do not concern requests and responses, with the gate that covers them. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'operation-id-changed': 'types',
}

/**
 * Breaks found by `redocly diff` at locations where our comparison finds no change. Changes that both find are graded
 * by ours.
 */
export async function secondOpinion(root: string, comparison: Comparison, wire: WireComparison): Promise<WireChange[]> {
  const { changes } = await redoclyDiff(root, comparison)
  const places = [...new Set(wire.changes.map(({ term }) => wordless(term)))]
  const found = changes.flatMap((change) => {
    const term = termOf(change, comparison)
    const terms = [term, ...targetsOf(change, comparison)]
    const isSeen = terms.map(wordless).some((term) => places.some((place) => areRelated(place, term)))
    if (isSeen) return []
    const verdicts = change.verdicts.filter((verdict) => isMeant(verdict, change, comparison, wire))
    return verdicts.map((verdict) => asChange(term, verdict))
  })
  return [...new Map(found.map((change) => [`${change.term} ${change.what}`, change])).values()]
}

/** The targets of references at a change, in both contracts, because Redocly reports the location of the reference. */
function targetsOf({ base, revision }: DiffChange, { released, current }: Comparison): Term[] {
  const places = [
    [released, base?.pointer],
    [current, revision?.pointer],
  ] as const
  return places.flatMap(([contract, pointer]) => {
    const holder = pointer?.replace(/(?<!\/properties)\/[a-z]+[A-Za-z]*$/, '')
    if (holder === undefined || !isObject(valueAt(contract.document, holder))) return []
    return [asTerm(contract.target(holder))]
  })
}

function asChange(term: Term, { message, ruleId }: Verdict): WireChange {
  const text = `${message.replace(/\.$/, '')}: \`redocly diff\` calls that a break (${ruleId}), and our comparison sees none`
  return {
    term,
    impact: 'breaking',
    subject: componentOf(term) ?? 'API',
    what: text,
    rule: ruleId,
    subjects: [componentOf(term) ?? 'API'],
  }
}

function isMeant(verdict: Verdict, change: DiffChange, comparison: Comparison, wire: WireComparison): boolean {
  if (verdict.impact !== 'major' || Object.hasOwn(ELSEWHERE, verdict.ruleId)) return false
  return !isSameParameter(verdict, change, comparison) && !isSameSchema(change, comparison, wire)
}

/** Redocly reports a moved parameter, or a renamed path parameter, as removed and added. */
function isSameParameter({ ruleId }: Verdict, change: DiffChange, { released, current }: Comparison): boolean {
  const isRemoval = ruleId === 'parameter-removed'
  if (!isRemoval && !(ruleId === 'parameter-became-required' && change.kind === 'added')) return false
  const [here, there] = isRemoval ? [released, current] : [current, released]
  const pointer = (isRemoval ? change.base : change.revision)?.pointer ?? ''
  const lines = linesWith(here, pointer)
  const counterparts = there.operations.filter((operation) => lines.has(requestLine(operation)))
  const moved = parametersAt(here, pointer)
  if (moved.length > 0 && !moved.some(isParameterMeant)) return true
  const isThere = ({ in: place, name }: Parameter) =>
    counterparts.every(({ parameters }) => {
      return parameters.some((other) => other.in === place && (place === 'path' || other.name === name))
    })
  return moved.length > 0 && counterparts.length > 0 && moved.every(isThere)
}

/** The requests to which a parameter belongs: one operation, or all operations of a path. */
function linesWith({ operations }: Contract, pointer: Pointer): Set<string> {
  const [section, path, method] = parsePointer(pointer)
  const own = operations.filter((operation) => {
    if (section !== 'paths') return operation.parameters.some((parameter) => parameter.pointer === pointer)
    return operation.path === path && (method === 'parameters' || method === operation.method)
  })
  return new Set(own.map(requestLine))
}

/** A parameter, or all parameters of a new list. */
function parametersAt(contract: Contract, pointer: Pointer): Parameter[] {
  if (!pointer.endsWith('/parameters')) return [parameterAt(contract, pointer) ?? []].flat()
  const list = contract.at(pointer)
  const pointers = Array.isArray(list) ? list.map((_, index) => `${pointer}/${index}`) : []
  return pointers.flatMap((each) => parameterAt(contract, each) ?? [])
}

function parameterAt(contract: Contract, pointer: Pointer): Parameter | undefined {
  const target = /\/parameters\/\d+$/.test(pointer) ? contract.target(pointer) : pointer
  return contract.operations.flatMap(({ parameters }) => parameters).find((parameter) => parameter.pointer === target)
}

/** Redocly may report an equivalent schema as changed. */
function isSameSchema({ base, revision }: DiffChange, { released }: Comparison, { schemas }: WireComparison): boolean {
  const pointers = [base?.pointer, revision?.pointer].flatMap((pointer) => (pointer ? [pointer] : []))
  const holders = new Set(pointers.flatMap((pointer) => holderOf(pointer) ?? []))
  return (
    holders.size > 0 &&
    [...holders].every((pointer) => {
      const [was, is] = [schemas.released.at(pointer), schemas.current.at(pointer)]
      // A named schema that is no longer used is compared where it was used.
      if (is.schema === undefined || was.schema === undefined) return isUnused(released, pointer)
      return schemas.areEqual(was, is)
    })
  )
}

function isUnused({ document }: Contract, pointer: Pointer): boolean {
  return !JSON.stringify(document.paths).includes(`"${pointer}"`)
}

/** The outermost schema that contains a pointer. */
function holderOf(pointer: Pointer): Pointer | undefined {
  return /^#\/components\/schemas\/[^/]+/.exec(pointer)?.[0] ?? /^#\/.*?\/schema(?=\/|$)/.exec(pointer)?.[0]
}

/** Whether one location contains the other. */
function areRelated(a: Term, b: Term): boolean {
  return a === b || a.startsWith(`${b}/`) || b.startsWith(`${a}/`)
}

/** A location without trailing keywords. */
function wordless(term: Term): Term {
  return term.replace(/(?<!\/properties)\/[a-z]+[A-Za-z]*$/, '')
}

/** The location of a change as a term: in the release if it existed there. */
function termOf({ base, revision }: DiffChange, { released, current }: Comparison): Term {
  const [pointer, contract] = base ? [base.pointer, released] : [revision?.pointer ?? '#', current]
  const [list = '', rest = ''] = pointer.split(/(?<=\/parameters\/\d+)(?=\/|$)/)
  const parameter = parameterAt(contract, list)
  return parameter ? parameterTerm(parameter) + rest : asTerm(pointer)
}
