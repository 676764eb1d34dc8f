import type { Contract, Json, MediaTypes, Operation } from '@testsigma-tms/spec/contract'
import { clientCall } from './client-call.ts'
import { type Sample, writeSamples } from './languages.ts'
import type { SampleRequest } from './request.ts'

export interface OperationSamples {
  operationId: string
  samples: Sample[]
}

/**
 * Creates the samples of every operation, in the order of the contract.
 *
 * @throws Error if the contract has no operations, or one that samples cannot express; the message names it.
 */
export function makeSamples(contract: Contract): OperationSamples[] {
  if (contract.operations.length === 0)
    throw new Error('The contract has no operations, so there is nothing to write samples of')
  return contract.operations.map((operation) => ({
    operationId: operation.id,
    samples: writeSamples(describeRequest(contract, operation)),
  }))
}

function describeRequest(contract: Contract, operation: Operation): SampleRequest {
  const { id, method, path, requestBody } = operation
  try {
    refuseRequiredParameters(operation)
    const call = clientCall(contract, operation)
    const request = {
      method: method.toUpperCase(),
      url: defaultServer(operation) + path.replaceAll(/\{([^{}]+)\}/g, ':$1'),
      headers: authentication(contract, operation),
      ...(call && { call }),
    }
    const content = requestBody?.content
    if (content && !content.has(jsonMediaType)) return { ...request, files: fileParts(contract, content) }
    return {
      ...request,
      // The vendor's samples set the content type on every request, with or without a body.
      headers: [...request.headers, ['Content-Type', jsonMediaType]],
      ...(content && { body: exampleBody(content) }),
    }
  } catch (error) {
    throw new Error(`No samples for ${id} (${method.toUpperCase()} ${path}): ${(error as Error).message}`, {
      cause: error,
    })
  }
}

const jsonMediaType = 'application/json'

function defaultServer({ servers }: Operation): string {
  const [server] = servers
  if (!server) throw new Error('the contract names no server')
  return server.url
}

function authentication({ securitySchemes }: Contract, { security }: Operation): [string, string][] {
  const [requirement = {}] = security
  return Object.keys(requirement).map((name) => {
    const scheme = securitySchemes.get(name)
    if (scheme?.type !== 'http' || scheme.scheme !== 'bearer') {
      throw new Error(`samples show http bearer authentication only, got ${JSON.stringify(scheme)} as ${name}`)
    }
    return ['Authorization', 'Bearer <API_KEY>']
  })
}

function refuseRequiredParameters({ parameters }: Operation): void {
  for (const { name, in: place, required } of parameters) {
    if (required && place !== 'path')
      throw new Error(`samples show path parameters only, got ${place} parameter ${name}`)
  }
}

function exampleBody(content: MediaTypes): Json {
  const value = content.get(jsonMediaType)?.examples[0]?.value
  if (value === undefined) throw new Error(`the request body (${jsonMediaType}) has no example to send`)
  return value
}

/** Uses a form if no other body is accepted, and it consists of files. */
function fileParts(contract: Contract, content: MediaTypes): [string, string][] {
  const form = content.get('multipart/form-data')
  const parts = form?.schema ? contract.fields(form.schemaPointer) : []
  if (parts.length > 0 && parts.every(({ schema }) => contract.follow(schema).format === 'binary')) {
    return parts.map(({ name }) => [name, name.replaceAll('_', '.')])
  }
  throw new Error(`samples send ${jsonMediaType} or forms of files only, got ${[...content.keys()].join(', ')}`)
}
