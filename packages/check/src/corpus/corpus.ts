import { type Contract, referencesIn } from '@testsigma-tms/spec/contract'
import { operationsOf } from '../terms/operation.ts'
import { useOfPath } from './http.ts'
import { importOfParameters, useOfMethod } from './methods.ts'
import { type CorpusFile, corpusFile, type Statement } from './statement.ts'
import { importOfType, importsOfComponents, useOfType } from './types.ts'

/** Code as users of a contract write it, for every method, path, type and value. */
export function corpusOf(bundle: Contract): CorpusFile[] {
  const names = [...bundle.schemas.keys()]
  const [inResponses, inRequests] = [responded(bundle), requested(bundle)]
  const types = names.flatMap((name) => {
    return [...useOfType(bundle, name, { inResponses: inResponses.has(name), inRequests: inRequests.has(name) })]
  })
  const importsOfTypes = names.map(importOfType)
  const resources = Map.groupBy(operationsOf(bundle), ({ call }) => call.split('.')[0] ?? call)
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

/** Names of the schemas reachable from responses. */
function responded(bundle: Contract): Set<string> {
  return schemasBehind(
    bundle,
    [...operationsOf(bundle)].flatMap(({ responses }) => responses.map(({ schema }) => schema)),
  )
}

/** Names of the schemas reachable from request bodies and parameters. */
function requested(bundle: Contract): Set<string> {
  const places = operationsOf(bundle).flatMap(({ bodies, parameters }) => [bodies, parameters])
  return schemasBehind(bundle, places)
}

function schemasBehind(bundle: Contract, places: readonly unknown[]): Set<string> {
  const found = new Set<string>()
  const open = referencesIn(places)
  for (let reference = open.pop(); reference !== undefined; reference = open.pop()) {
    const name = reference.split('/').at(-1) ?? ''
    if (found.has(name)) continue
    found.add(name)
    open.push(...referencesIn(bundle.schemas.get(name)))
  }
  return found
}
