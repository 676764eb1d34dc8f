import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isObject, type JsonObject } from '@testsigma-tms/spec/conformance'
import { parseDocument } from 'yaml'
import { declarationsIn, declarationsInSources, type FindDeclaration, hasSources } from '../places/declarations.ts'

/** A contract, and where its parts are declared. */
export interface Contract {
  readonly document: JsonObject
  readonly findDeclaration: FindDeclaration
  /** Addresses that the contract gives for the API. */
  readonly addresses: readonly string[]
}

/** The contract in a file that somebody named, YAML or JSON. @throws {Error} when it is none */
export async function readContract(file: string): Promise<Contract> {
  const path = resolve(file)
  const text = await readFile(path, 'utf8').catch((error) => {
    throw new Error(`--contract: cannot read ${file}: ${error.message}`)
  })
  return asContract(parse(text, file), declarationsIn(path))
}

/** The contract of the repository at `root`, with places in its hand-written files. */
export async function repositoryContract(root: string): Promise<Contract> {
  const file = 'spec/dist/openapi.json'
  return asContract(parse(await readFile(resolve(root, file), 'utf8'), file), declarationsInSources(root))
}

/** The contract that goes with this package; inside the repository, with places in its hand-written files. */
export async function ownContract(): Promise<Contract> {
  const yaml = fileURLToPath(import.meta.resolve('@testsigma-tms/spec/openapi.yaml'))
  const json = fileURLToPath(import.meta.resolve('@testsigma-tms/spec/openapi.json'))
  const root = resolve(dirname(yaml), '../..')
  const places = (await hasSources(root)) ? declarationsInSources(root) : declarationsIn(yaml)
  return asContract(parse(await readFile(json, 'utf8'), json), places)
}

function parse(text: string, file: string): JsonObject {
  const document: unknown = file.endsWith('.json') ? parseJson(text, file) : parseYaml(text, file)
  if (isObject(document) && isObject(document.paths)) return document
  throw new Error(`${file} is no contract: expected an OpenAPI document with "paths".`)
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Error(`${file} is no JSON: ${(error as Error).message}`)
  }
}

function parseYaml(text: string, file: string): unknown {
  const document = parseDocument(text)
  const [error] = document.errors
  if (error === undefined) return document.toJS()
  throw new Error(`${file} is no YAML: ${error.message}`)
}

function asContract(document: JsonObject, findDeclaration: FindDeclaration): Contract {
  const servers = Array.isArray(document.servers) ? document.servers : []
  const addresses = servers.flatMap((server) => (isObject(server) ? [String(server.url)] : []))
  return { document, findDeclaration, addresses }
}
