import { createExchangeChecker, createSchemaChecker, type Message } from '@testsigma-tms/spec/conformance'
import { readContract } from '@testsigma-tms/spec/contract'
import bundle from '@testsigma-tms/spec/openapi.json' with { type: 'json' }
import { expect } from 'vitest'
import type { ProfileName } from '../src/index.ts'
import { recordResponse } from './coverage.ts'

const contract = readContract(bundle)
const exchanges = createExchangeChecker(contract)
const schemas = createSchemaChecker(contract)

/** Fails unless the contract declares this response, down to the last field. The request may be invalid. */
export async function expectConforming(profile: ProfileName, request: Request, response: Response): Promise<void> {
  const id = response.headers.get('x-request-id')
  expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  expect(response.headers.get('x-tms-api-request-id')).toBe(profile === 'observed' ? id : null)
  const { method, url } = request
  const exchange = {
    request: { method, url, ...(await messageOf(request)) },
    response: { status: response.status, ...(await messageOf(response.clone())) },
  }
  const verdict = await exchanges.check(exchange, [`${new URL(url).origin}/api/v1`])
  if (verdict.kind !== 'compared' || response.status === 503) {
    // The rate limit and faults apply before routing, and any operation can be unavailable.
    const early = response.status === 500 ? ['undeclared'] : response.status === 503 ? ['compared'] : []
    expect(['unknown to both', 'foreign', ...early], `${method} ${url}`).toContain(verdict.kind)
    return expect(schemas.problems('#/components/schemas/ErrorBody', await response.clone().json())).toEqual([])
  }
  expect(verdict.response).toEqual([])
  recordResponse(profile, verdict.operation.id, response.status)
}

async function messageOf(message: Request | Response): Promise<Message> {
  return { headers: message.headers, body: message.body === null ? undefined : await message.bytes() }
}
