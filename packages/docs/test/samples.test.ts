import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type OperationObject, readContract } from '@testsigma-tms/spec/contract'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { contract } from '../src/contract.ts'
import { makeSamples } from '../src/samples/sample.ts'
import { replaceSamples } from '../src/samples/write.ts'
import { operationIds, run, seed } from './tools.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tms-samples-'))
})
afterEach(() => rm(folder, { recursive: true }))

describe('node generate.ts', () => {
  it.each(operationIds)('writes the samples of the page of %s exactly', async (operationId) => {
    await run(process.execPath, [resolve(import.meta.dirname, '../generate.ts'), '--out', folder])
    for (const file of ['curl.sh', 'fetch.js', 'requests.py']) {
      expect(await readFile(join(folder, 'samples', operationId, file), 'utf8')).toBe(await seed(operationId, file))
    }
  })
})

describe('replaceSamples', () => {
  const samples = makeSamples(contract)

  it('removes the files of operations that no longer exist', async () => {
    await replaceSamples(folder, samples)
    await replaceSamples(folder, samples.slice(1))
    expect((await readdir(join(folder, 'samples'))).sort()).toEqual(
      samples
        .slice(1)
        .map(({ operationId }) => operationId)
        .sort(),
    )
    expect(await readdir(folder)).toEqual(['samples'])
  })

  it('keeps the old samples if it fails', async () => {
    await replaceSamples(folder, samples)
    const before = await readdir(folder, { recursive: true })
    const broken = { operationId: 'broken', samples: [{ label: '', lang: '', file: 'no/such/folder', text: '' }] }
    await expect(replaceSamples(folder, [broken])).rejects.toThrow('ENOENT')
    expect(await readdir(folder, { recursive: true })).toEqual(before)
  })
})

describe('makeSamples', () => {
  it.each(['post', 'put', 'delete', 'patch'] as const)('shows a %s without a body', (method) => {
    const [curl, fetch, requests] = textsOf({ operationId: 'completePlan' }, method)
    expect(curl).toContain(
      `curl -X ${method.toUpperCase()} \\\n  'https://api.example/v1/plans/:plan_id/complete' \\\n`,
    )
    expect(curl).not.toContain('-d')
    expect(fetch).toContain(`method: '${method.toUpperCase()}',\n`)
    expect(fetch).not.toContain('body')
    expect(requests).toContain(`requests.${method}(\n`)
    expect(requests).not.toContain('json=')
  })

  it('sends the first example of the body, also by reference', () => {
    const [curl] = textsOf({ operationId: 'updatePlan', requestBody: { $ref: '#/components/requestBodies/Plan' } })
    expect(curl).toContain(`-d '{\n    "name": "First",\n    "tags": [\n      "a"\n    ]\n  }'`)
  })

  it('sends a form if only files are accepted', () => {
    const schema = { $ref: '#/components/schemas/Upload' }
    const requestBody = { content: { 'multipart/form-data': { schema } } }
    const [curl, fetch, requests] = textsOf({ operationId: 'upload', requestBody })
    expect(curl).toContain(`-F 'report_xml=@report.xml'`)
    expect(fetch).toContain(`form.append('report_xml', await openAsBlob('report.xml'), 'report.xml');`)
    expect(fetch).toContain(`  body: form\n`)
    expect(requests).toContain(`  files={\n    'report_xml': open('report.xml', 'rb')\n  }`)
    for (const text of [curl, fetch, requests]) expect(text).not.toContain('Content-Type')
  })

  it('sends no key if the operation needs none', () => {
    for (const text of textsOf({ operationId: 'ping', security: [] })) expect(text).not.toContain('Authorization')
  })

  it.each<[string, OperationObject, string]>([
    [
      'a form that is not of files',
      { operationId: 'upload', requestBody: { content: { 'multipart/form-data': {} } } },
      'samples send application/json or forms of files only, got multipart/form-data',
    ],
    [
      'a body without an example',
      { operationId: 'create', requestBody: { content: { 'application/json': {} } } },
      'the request body (application/json) has no example to send',
    ],
    [
      'a required query parameter',
      { operationId: 'search', parameters: [{ name: 'query', in: 'query', required: true }] },
      'samples show path parameters only, got query parameter query',
    ],
    [
      'another security scheme',
      { operationId: 'sign', security: [{ signature: [] }] },
      'samples show http bearer authentication only, got {"type":"apiKey"} as signature',
    ],
  ])('reports the operation that has %s', (_, operation, reason) => {
    expect(() => textsOf(operation)).toThrow(
      `No samples for ${operation.operationId} (POST /plans/{plan_id}/complete): ${reason}`,
    )
  })

  it('refuses a contract without operations', () => {
    expect(() => makeSamples({ ...contract, operations: [] })).toThrow('no operations')
  })
})

function textsOf(operation: OperationObject, method: 'post' | 'put' | 'delete' | 'patch' = 'post'): string[] {
  const small = {
    info: { title: 'Small', version: '1.0.0' },
    servers: [{ url: 'https://api.example/v1' }, { url: 'https://other.example' }],
    security: [{ bearerAuth: [] }],
    paths: { '/plans/{plan_id}/complete': { [method]: operation } },
    components: {
      securitySchemes: { bearerAuth: { type: 'http', scheme: 'bearer' }, signature: { type: 'apiKey' } },
      schemas: { Upload: { properties: { report_xml: { format: 'binary' } } } },
      requestBodies: {
        Plan: {
          content: {
            'application/json': {
              examples: { first: { $ref: '#/components/examples/First' }, second: { value: { name: 'Second' } } },
            },
          },
        },
      },
      examples: { First: { value: { name: 'First', tags: ['a'] } } },
    },
  }
  return makeSamples(readContract(small)).flatMap(({ samples }) => samples.map(({ text }) => text))
}
