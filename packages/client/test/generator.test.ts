import { type Contract, type OperationObject, readContract, type Schema } from '@testsigma-tms/spec/contract'
import { describe, expect, it } from 'vitest'
import { resourceFileName, typesFile } from '../generator/index-files.ts'
import { callsByResource } from '../generator/method.ts'
import { operationOf, operationsFile } from '../generator/operation-table.ts'
import { resourceFile } from '../generator/resource-file.ts'
import type { Operation } from '../src/operation.ts'

const folder: Schema = { $ref: '#/components/schemas/Folder' }

function envelope(data: Schema): NonNullable<OperationObject['responses']>[string] {
  return { content: { 'application/json': { schema: { type: 'object', properties: { data } } } } }
}

function contractWith(path: string, method: string, operation: Partial<OperationObject>) {
  return {
    info: { title: 'Folders', version: '1' },
    servers: [{ url: 'https://api.example' }],
    tags: [{ name: 'Folders', description: 'Places for test cases.' }],
    paths: {
      [path]: {
        [method]: {
          operationId: 'workOnFolder',
          'x-sdk': { resource: 'testFolders', method: 'work' },
          'x-provenance': { source: 'documented', date: '2026-06-30' },
          tags: ['Folders'],
          summary: 'Work on a folder',
          description: 'Does something.',
          responses: { 200: envelope({ type: 'object', properties: { folder } }), 401: {} },
          ...operation,
        },
      },
    },
    components: {
      schemas: {
        Folder: { type: 'object', properties: {} },
        WorkOnFolderRequest: { type: 'object', required: ['name'], properties: { name: {}, project_id: {} } },
        ListedFolder: { type: 'object', properties: {} },
      },
    },
  }
}

function generate(path: string, method: string, operation: Partial<OperationObject> = {}): string {
  const contract: Contract = readContract(contractWith(path, method, operation))
  return resourceFile(contract, 'testFolders', callsByResource(contract).get('testFolders') ?? [])
}

/** The entry of the only operation in the table of operations. */
function tabulate(path: string, method: string, operation: Partial<OperationObject> = {}): Operation {
  const contract = readContract(contractWith(path, method, operation))
  const [only] = callsByResource(contract).get('testFolders') ?? []
  if (only === undefined) throw new Error('The contract has no operation.')
  return operationOf(only)
}

const project = {
  name: 'project_id',
  in: 'path',
  required: true,
  description: 'The project.',
  schema: { type: 'string' },
} as const

describe('the response determines the result type', () => {
  it('an entity under its key', () => {
    expect(generate('/folders', 'get')).toContain('  work(options?: CallOptions): ApiPromise<Folder>\n')
    expect(tabulate('/folders', 'get')).toEqual({
      id: 'workOnFolder',
      method: 'GET',
      path: '/folders',
      result: ['folder'],
    })
  })

  it('a page, if a GET returns a list', () => {
    const list = { type: 'object', properties: { folders: { type: 'array', items: folder } } }

    expect(generate('/folders', 'get', { responses: { 200: envelope(list) } })).toContain('PagePromise<Folder>\n')
  })

  it('a page of either type, if the sources name the list differently', () => {
    const either = {
      type: 'object',
      properties: {
        folders: { type: 'array', items: folder },
        test_folders: { type: 'array', items: { $ref: '#/components/schemas/ListedFolder' } },
      },
    }
    const operation = { responses: { 200: envelope(either) } }

    expect(generate('/folders', 'get', operation)).toContain('PagePromise<Folder | ListedFolder>\n')
    expect(tabulate('/folders', 'get', operation)).toMatchObject({
      result: ['folders', 'test_folders'],
      isPage: true,
    })
  })

  it('an array, if a write returns a list', () => {
    const list = { type: 'object', properties: { folders: { type: 'array', items: folder } } }

    expect(generate('/folders', 'put', { responses: { 200: envelope(list) } })).toContain('ApiPromise<Folder[]>\n')
  })

  it.each([{ 204: {} }, { 200: { content: { 'application/json': { schema: { properties: { message: {} } } } } } }])(
    'nothing, where there is no data: %j',
    (responses) => {
      expect(generate('/folders', 'delete', { responses })).toContain('ApiPromise<void>\n')
      expect(tabulate('/folders', 'delete', { responses })).not.toHaveProperty('result')
    },
  )
})

it('writes the table as typed data', () => {
  const operation = { parameters: [project], 'x-idempotent': false } as const

  const contract = readContract(contractWith('/projects/{project_id}', 'put', operation))

  expect(operationsFile(callsByResource(contract))).toContain(
    `export const OPERATIONS = {
  testFolders: {
    work: { id: 'workOnFolder', method: 'PUT', path: '/projects/{project_id}', result: ['folder'], isIdempotent: false },
  },
} satisfies {`,
  )
})

describe('parameters', () => {
  it('are one object of path, query and body', () => {
    const operation: Partial<OperationObject> = {
      parameters: [
        project,
        { ...project, name: 'order', in: 'query', required: false, schema: { enum: ['up', 'down'] } },
      ],
      requestBody: {
        content: { 'application/json': { schema: { $ref: '#/components/schemas/WorkOnFolderRequest' } } },
      },
    }
    const path = '/projects/{project_id}/folders'
    const text = generate(path, 'post', operation)

    expect(text).toContain('export interface WorkOnFolderParams extends WorkOnFolderRequest {')
    expect(text).toContain('  project_id: string\n')
    expect(text).toContain('  order?: "up" | "down" | undefined\n')
    expect(text).toContain('work(params: WorkOnFolderParams, options?: CallOptions)')
    expect(tabulate(path, 'post', operation)).toMatchObject({
      query: ['order'],
      fields: ['name', 'project_id'],
    })
  })

  it('may be on the path item, for all its operations', () => {
    const { paths, ...contract } = contractWith('/projects/{project_id}/folders', 'get', {})
    const [[path, item]] = Object.entries(paths) as [[string, object]]
    const read = readContract({ ...contract, paths: { [path]: { parameters: [project], ...item } } })

    expect(resourceFile(read, 'testFolders', callsByResource(read).get('testFolders') ?? [])).toContain(
      '  project_id: string\n',
    )
  })

  it('are optional when none is required', () => {
    const text = generate('/folders', 'get', { parameters: [{ ...project, in: 'query', required: false }] })

    expect(text).toContain('work(params?: WorkOnFolderParams, options?: CallOptions): ApiPromise<Folder>')
  })
})

describe('a body that is a form', () => {
  const file: Schema = { type: 'string', format: 'binary', description: 'A file.' }

  function withForm(schema: Schema): ['/folders', 'post', Partial<OperationObject>] {
    return ['/folders', 'post', { requestBody: { content: { 'multipart/form-data': { schema } } } }]
  }

  it('has files by name', () => {
    const operation = withForm({ required: ['report'], properties: { report: file, other: file } })
    const text = generate(...operation)

    expect(text).toContain('export interface WorkOnFolderParams {')
    expect(text).toContain('  report: Upload\n')
    expect(text).toContain('  other?: Upload | undefined\n')
    expect(tabulate(...operation)).toMatchObject({ form: { files: '^report$|^other$', required: ['report'] } })
    expect(text).toContain('report: file')
  })

  it('has a JSON document as one part, and files by pattern', () => {
    const operation = withForm({
      required: ['data'],
      properties: { data: { contentSchema: { $ref: '#/components/schemas/WorkOnFolderRequest' } } },
      patternProperties: { '^file_[0-9]+$': file },
    })
    const text = generate(...operation)

    expect(text).toContain('export interface WorkOnFolderParams extends WorkOnFolderRequest {')
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the text of a TypeScript type
    expect(text).toContain('  [name: `file_${number}`]: Upload | undefined\n')
    expect(tabulate(...operation)).toMatchObject({
      fields: ['name', 'project_id'],
      form: { document: 'data', files: '^file_[0-9]+$' },
    })
  })
})

it('keeps a description from ending the comment', () => {
  expect(generate('/folders', 'get', { description: 'Globs: **/*.ts */ nothing' })).toContain('*\\/ nothing')
})

it('says when a deprecated method may be removed, and what to use instead', () => {
  const operation = { deprecated: true, 'x-sunset': '2027-01-31', 'x-replacement': 'workOnFolder' }

  expect(generate('/folders', 'get', operation)).toContain(
    '   * @deprecated It may be removed from 2027-01-31. Use `tms.testFolders.work()`.\n',
  )
  expect(() => generate('/folders', 'get', { deprecated: true })).toThrow('no x-replacement')
})

it('names files after resources, and exports every type that a caller may need', () => {
  const contract = readContract(contractWith('/folders', 'get', { parameters: [project] }))

  expect(resourceFileName('testFolders')).toBe('test-folders.ts')
  expect(typesFile(contract, callsByResource(contract))).toContain(
    "export type { TestFolders, WorkOnFolderParams } from './test-folders.ts'",
  )
})

it('marks operations that are not safe to repeat', () => {
  expect(tabulate('/folders', 'put', { 'x-idempotent': false })).toHaveProperty('isIdempotent', false)
})

describe('rejects what it cannot express', () => {
  it('a path that would have to be encoded', () => {
    expect(() => tabulate('/all folders', 'get')).toThrow('workOnFolder: the path "/all folders" would have to be')
    expect(() => tabulate('/folders/{id', 'get')).toThrow('workOnFolder: the path "/folders/{id" would have to be')
  })

  it.each<[string, Partial<OperationObject>, string]>([
    ['a response without a name', { responses: { 200: envelope({ type: 'array', items: {} }) } }, 'named schema'],
    ['no successful response', { responses: { 401: {} } }, 'no successful response'],
    ['a body of another type', { requestBody: { content: { 'text/csv': { schema: {} } } } }, 'application/json'],
    [
      'a reference to nothing',
      { parameters: [{ $ref: '#/components/parameters/None' }] },
      'nothing at #/components/parameters/None',
    ],
    ['a parameter without a type', { parameters: [{ ...project, schema: {} }] }, 'project_id'],
  ])('%s', (_case, operation, problem) => {
    expect(() => generate('/folders', 'get', operation)).toThrow(problem)
  })
})
