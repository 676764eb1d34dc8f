import { type Bundle, operationsOf, schemasOf } from '../contract/contract.ts'
import { referencesIn } from '../release/released.ts'
import { useOfPath } from './http.ts'
import { importOfParameters, useOfMethod } from './methods.ts'
import { type CorpusFile, corpusFile, type Statement } from './statement.ts'
import { importOfType, importsOfComponents, useOfType } from './types.ts'

/** Code as users of a contract write it: every method, path, type and value that it names. */
export function corpusOf(bundle: Bundle): CorpusFile[] {
  const names = Object.keys(schemasOf(bundle))
  const [inAnswers, inRequests] = [answered(bundle), requested(bundle)]
  const types = names.flatMap((name) => {
    return [...useOfType(bundle, name, { inAnswers: inAnswers.has(name), inRequests: inRequests.has(name) })]
  })
  const importsOfTypes = names.map(importOfType)
  const resources = Map.groupBy(operationsOf(bundle), ({ bundled }) => bundled['x-sdk'].resource)
  const files = [...resources].map(([resource, operations]) => {
    const body = operations.flatMap((operation) => [...useOfMethod(bundle, operation), ...useOfPath(operation)])
    const parameters = operations.flatMap((operation) => importOfParameters(bundle, operation))
    return corpusFile(resource, [...importsOfTypes.filter(isNamedIn(body)), ...parameters], body)
  })
  return [corpusFile('types', [...importsOfTypes, ...importsOfComponents(bundle)], types), ...files]
}

function isNamedIn(body: readonly Statement[]): (statement: Statement) => boolean {
  const words = new Set(body.flatMap(({ code }) => code.match(/\w+/g) ?? []))
  return ({ label }) => words.has(label)
}

/** The names of the schemas that answers lead to. */
function answered(bundle: Bundle): Set<string> {
  return schemasBehind(
    bundle,
    [...operationsOf(bundle)].flatMap(({ answers }) => answers.map(({ schema }) => schema)),
  )
}

/** The names of the schemas that bodies and parameters of requests lead to. */
export function requested(bundle: Bundle): Set<string> {
  const places = operationsOf(bundle).flatMap(({ bodies, parameters }) => [bodies, parameters])
  return schemasBehind(bundle, places)
}

function schemasBehind(bundle: Bundle, places: readonly unknown[]): Set<string> {
  const found = new Set<string>()
  const open = referencesIn(places)
  for (let reference = open.pop(); reference !== undefined; reference = open.pop()) {
    const name = reference.split('/').at(-1) ?? ''
    if (found.has(name)) continue
    found.add(name)
    open.push(...referencesIn(schemasOf(bundle)[name]))
  }
  return found
}
