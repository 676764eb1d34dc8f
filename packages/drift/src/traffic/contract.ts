import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readContract as readDocument, type Contract as SpecContract } from '@testsigma-tms/spec/contract'
import { parseDocument } from 'yaml'
import { declarationsIn, declarationsInSources, type FindDeclaration, hasSources } from '../places/declarations.ts'

/** A contract, with a function that finds its declarations. */
export interface Contract extends SpecContract {
  readonly findDeclaration: FindDeclaration
  /** Base URLs of the API according to the contract. */
  readonly addresses: readonly string[]
}

/** Reads the contract from a file given by the user, YAML or JSON. @throws {Error} when it is not a contract */
export async function readContract(file: string): Promise<Contract> {
  const path = resolve(file)
  const text = await readFile(path, 'utf8').catch((error) => {
    throw new Error(`--contract: cannot read ${file}: ${error.message}`)
  })
  return asContract(text, file, declarationsIn(path))
}

/** Reads the contract of the repository at `root`, with locations in its hand-written files. */
export async function repositoryContract(root: string): Promise<Contract> {
  const file = 'spec/dist/openapi.json'
  return asContract(await readFile(resolve(root, file), 'utf8'), file, declarationsInSources(root))
}

/** Reads the contract that comes with this package; inside the repository, with locations in its hand-written files. */
export async function ownContract(): Promise<Contract> {
  const yaml = fileURLToPath(import.meta.resolve('@testsigma-tms/spec/openapi.yaml'))
  const json = fileURLToPath(import.meta.resolve('@testsigma-tms/spec/openapi.json'))
  const root = resolve(dirname(yaml), '../..')
  const places = (await hasSources(root)) ? declarationsInSources(root) : declarationsIn(yaml)
  return asContract(await readFile(json, 'utf8'), json, places)
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Error(`${file} is not valid JSON: ${(error as Error).message}`)
  }
}

function parseYaml(text: string, file: string): unknown {
  const document = parseDocument(text)
  const [error] = document.errors
  if (error === undefined) return document.toJS()
  throw new Error(`${file} is not valid YAML: ${error.message}`)
}

function asContract(text: string, file: string, findDeclaration: FindDeclaration): Contract {
  const contract = read(file.endsWith('.json') ? parseJson(text, file) : parseYaml(text, file), file)
  return { ...contract, findDeclaration, addresses: contract.servers.map(({ url }) => url) }
}

function read(document: unknown, file: string): SpecContract {
  try {
    return readDocument(document)
  } catch (error) {
    throw new Error(`${file} is not a valid contract: ${(error as Error).message}`)
  }
}
