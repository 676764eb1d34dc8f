import {
  type Contract,
  type Json,
  listOperations,
  type Operation,
  type PlacedOperation,
  type RequestBody,
  resolveReference,
  type Schema,
} from '../contract.ts'
import { clientCall } from './client-call.ts'
import { languages } from './languages.ts'
import type { SampleRequest } from './request.ts'

export interface Sample {
  /** Name of the language for readers, on the tab of the page. */
  label: string
  /** Name of the language for syntax highlighting. */
  lang: string
  file: string
  text: string
}

export interface OperationSamples {
  operationId: string
  samples: Sample[]
}

/** Writes one request in every language that can express it. */
function writeSamples(request: SampleRequest): Sample[] {
  return languages.flatMap(({ label, lang, file, write }) => {
    const text = write(request)
    return text === undefined ? [] : [{ label, lang, file, text }]
  })
}

/**
 * Makes the samples of every operation, in the order of the contract.
 *
 * @throws Error if the contract has no operations, or one that samples cannot show; the message names it.
 */
export function makeSamples(contract: Contract): OperationSamples[] {
  const operations = listOperations(contract)
  if (operations.length === 0)
    throw new Error('The contract has no operations, so there is nothing to write samples of')
  return operations.map((placed) => ({
    operationId: placed.operation.operationId,
    samples: writeSamples(describeRequest(contract, placed)),
  }))
}

function describeRequest(contract: Contract, placed: PlacedOperation): SampleRequest {
  const { method, path, operation } = placed
  try {
    refuseRequiredParameters(contract, placed)
    const request = {
      method: method.toUpperCase(),
      url: defaultServer(contract) + path.replaceAll(/\{([^{}]+)\}/g, ':$1'),
      headers: authentication(contract, operation),
      ...(operation['x-sdk'] && { call: clientCall(contract, placed, operation['x-sdk']) }),
    }
    const content = operation.requestBody && resolveReference(contract, operation.requestBody).content
    if (content && !content[jsonMediaType]) return { ...request, files: fileParts(contract, content) }
    return {
      ...request,
      // The vendor's samples name the media type on every request, with or without a body.
      headers: [...request.headers, ['Content-Type', jsonMediaType]],
      ...(content && { body: exampleBody(contract, content) }),
    }
  } catch (error) {
    throw new Error(
      `No samples for ${operation.operationId} (${method.toUpperCase()} ${path}): ${(error as Error).message}`,
      { cause: error },
    )
  }
}

const jsonMediaType = 'application/json'

function defaultServer({ servers }: Contract): string {
  const server = servers[0]
  if (!server) throw new Error('the contract names no server')
  return server.url
}

function authentication(contract: Contract, operation: Operation): [string, string][] {
  const [requirement = {}] = operation.security ?? contract.security ?? []
  return Object.keys(requirement).map((name) => {
    const scheme = contract.components?.securitySchemes?.[name]
    if (scheme?.type !== 'http' || scheme.scheme !== 'bearer') {
      throw new Error(`samples show http bearer authentication only, got ${JSON.stringify(scheme)} as ${name}`)
    }
    return ['Authorization', 'Bearer <API_KEY>']
  })
}

function refuseRequiredParameters(contract: Contract, { pathItem, operation }: PlacedOperation): void {
  const parameters = [...(pathItem.parameters ?? []), ...(operation.parameters ?? [])]
  for (const { name, in: place, required } of parameters.map((parameter) => resolveReference(contract, parameter))) {
    if (required && place !== 'path')
      throw new Error(`samples show path parameters only, got ${place} parameter ${name}`)
  }
}

function exampleBody(contract: Contract, content: RequestBody['content']): Json {
  const mediaType = content[jsonMediaType]
  const [example] = Object.values(mediaType?.examples ?? {})
  const value = example ? resolveReference(contract, example).value : mediaType?.example
  if (value === undefined) throw new Error(`the request body (${jsonMediaType}) has no example to send`)
  return value
}

/** A form is shown where nothing else is accepted, and where it consists of files. */
function fileParts(contract: Contract, content: RequestBody['content']): [string, string][] {
  const form = content['multipart/form-data']
  const { properties = {} } = form?.schema ? resolveReference<Schema>(contract, form.schema) : {}
  const parts = Object.entries(properties)
  if (parts.length > 0 && parts.every(([, part]) => 'format' in part && part.format === 'binary')) {
    return parts.map(([name]) => [name, name.replaceAll('_', '.')])
  }
  throw new Error(`samples send ${jsonMediaType} or forms of files only, got ${Object.keys(content).join(', ')}`)
}
