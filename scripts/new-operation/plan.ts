import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readContract } from '@testsigma-tms/spec/contract'
import { contractFiles, exampleEntity, exampleRequest, exampleResponse, type Files } from './contract-files.ts'
import { withOperation } from './index-file.ts'
import { kebabCase, type NewOperation, UsageError } from './options.ts'
import { serverFiles } from './server-files.ts'

/**
 * The files to write for a new operation in the repository at `root`, with their new content.
 *
 * @throws {UsageError} when the name or path is already used in the contract, or the tag is unknown
 */
export function planOperation(root: string, operation: NewOperation): Files {
  const contract = readContract(JSON.parse(readFileSync(join(root, 'spec/dist/openapi.json'), 'utf8')))
  const { id, method, path, sdk, hasBody } = operation
  for (const other of contract.operations) {
    if (other.id === id) refuse(`the operation ${id}`, 'another operationId')
    if (other.method === method && other.path === path) refuse(`${method} ${path}, as ${other.id}`, 'another path')
    if (other.sdk?.resource === sdk.resource && other.sdk.method === sdk.method) {
      refuse(`tms.${sdk.resource}.${sdk.method}(), as ${other.id}`, 'another name with --sdk')
    }
  }
  const file = `spec/resources/${kebabCase(sdk.resource)}/${id}.yaml`
  if (existsSync(join(root, file))) refuse(`the file ${file}`, 'another operationId')
  const sibling = contract.operations.find((other) => other.sdk?.resource === sdk.resource)
  const tag = operation.tag ?? sibling?.tag
  if (tag === undefined)
    throw new UsageError(`--tag: expected a tag, because ${sdk.resource} is a new resource, got nothing.`)
  const parameters = contract.operations.flatMap((other) => other.parameters.filter((each) => each.in === 'path'))
  const ids = new Map(parameters.map(({ name, examples }) => [name, String(examples[0]?.value)]))
  const response = exampleResponse(operation, exampleEntity(contract, operation.entity))
  const index = 'spec/openapi.yaml'
  return new Map([
    ...contractFiles(root, operation, tag, response),
    [index, withOperation(readFileSync(join(root, index), 'utf8'), operation, tag)],
    evidenceFile(operation, 'response', response),
    ...(hasBody ? [evidenceFile(operation, 'request', exampleRequest())] : []),
    ...serverFiles(root, operation, ids, response),
  ])
}

function refuse(what: string, advice: string): never {
  throw new UsageError(`The contract has ${what} already. Choose ${advice}.`)
}

function evidenceFile(operation: NewOperation, kind: 'request' | 'response', body: object): [string, string] {
  const { id, source, date } = operation
  const isDocumented = source === 'documented'
  const content = {
    operationId: id,
    kind,
    status: kind === 'response' ? 200 : null,
    contentType: 'application/json',
    source: isDocumented ? 'TODO: vendor API reference, page …' : 'TODO: who measured it, and how',
    date,
    ...(!isDocumented && { note: 'Reconstructs the recorded structure; ids and texts are made up.' }),
    body,
  }
  const folder = isDocumented ? 'documented' : 'observed'
  return [`spec/evidence/${folder}/${id}.${kind}.json`, `${JSON.stringify(content, null, 2)}\n`]
}
