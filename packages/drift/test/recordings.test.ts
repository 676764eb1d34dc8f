import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkTraffic, ownContract, readRecordings } from '../src/index.ts'
import { type EntryFacts, entry, har, labels } from './hars.ts'
import { zipped } from './zipped.ts'

const contract = await ownContract()
const recorded = JSON.stringify(har(entry()))
const drifted = JSON.stringify(har(entry({ status: 418 })))
const attached = entry({ content: { mimeType: 'application/json', size: 9, _file: 'body.json' } })
const body = JSON.stringify(labels)

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tms-recordings-'))
})

afterEach(() => rm(folder, { recursive: true }))

type Files = Readonly<Record<string, string | Uint8Array>>

/** The outcome for a folder with these files. */
async function outcomeOf(files: Files, path = '') {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), content)
  }
  const { findings, compared, incomplete, notes } = await checkTraffic(
    contract,
    contract.addresses,
    readRecordings(join(folder, path)),
  )
  return { found: findings.map(({ got }) => got), exchanges: compared.exchanges, incomplete, notes: notes?.join(' ') }
}

const one = (facts: EntryFacts, change: (entry: Entry) => void = () => {}) => {
  const changed = structuredClone(entry(facts)) as Entry
  change(changed)
  return outcomeOf({ 'a.har': JSON.stringify(har(entry(), changed)) }, 'a.har')
}

/** The parts of an entry that the tests modify. */
interface Entry {
  request: { headers: object[]; postData?: unknown }
  response: { status: unknown; headers?: object[]; content: { [field: string]: unknown } }
}

describe('a file', () => {
  it.each<[string, Files]>([
    ['in UTF-16, as written by Windows', { 'a.har': Buffer.from(`\uFEFF${recorded}`, 'utf16le') }],
    ['compressed', { 'a.har.gz': gzipSync(recorded) }],
    ['with its name in capitals', { 'A.HAR': recorded }],
    ['in an archive, with its name in capitals', { 'a.zip': zipped({ 'A.HAR': recorded }) }],
    ['in an archive of macOS', { 'a.zip': zipped({ 'a.har': recorded, '__MACOSX/._a.har': 'x' }) }],
    [
      'in a folder of an archive, with its bodies',
      { 'a.zip': zipped({ 'b/a.har': JSON.stringify(har(attached)), 'b/body.json': body }) },
    ],
    ['next to unrelated files', { 'a.har': recorded, '.git/a.json': '{}', '.DS_Store': 'x', '._a.har': 'x' }],
    ['next to other JSON', { 'a.har': recorded, 'package.json': '{"name":"x"}' }],
    ['next to one without an exchange', { 'a.har': recorded, 'b.har': JSON.stringify(har()) }],
  ])('%s', async (_name, files) => {
    expect(await outcomeOf(files)).toMatchObject({ found: [], exchanges: 1, incomplete: undefined })
  })

  it('behind a symbolic link', async () => {
    await writeFile(join(folder, 'kept'), recorded)
    await mkdir(join(folder, 'links'))
    await symlink(join(folder, 'kept'), join(folder, 'links', 'a.har'))

    expect(await outcomeOf({}, 'links')).toMatchObject({ exchanges: 1, incomplete: undefined })
  })

  it.each<[string, Files, string]>([
    ['that is empty', { 'a.har': '' }, 'a.har is empty.'],
    ['that ends in the middle', { 'a.har': drifted.slice(0, -9) }, 'a.har is not valid JSON: it ends in the middle.'],
    ['with trailing data', { 'a.har': `${drifted}{}` }, 'a.har continues after its end.'],
    ['that is not an archive', { 'a.zip': 'PK\u0003\u0004' }, 'a.zip is not a ZIP archive.'],
    ['that is not valid JSON', { 'a.json': 'nothing' }, 'a.json is not valid JSON.'],
  ])('%s is reported, and the others are compared', async (_name, files, reason) => {
    const { found, incomplete } = await outcomeOf({ ...files, 'b.har': drifted })

    expect(incomplete).toMatch(/^1 part of the recording could not be compared: /)
    expect(incomplete).toContain(reason)
    expect(found.join()).toContain('the status 418')
  })

  it.each<[string, object, string]>([
    ['a Postman collection', { info: {}, item: [] }, 'contains requests only'],
    ['an export of a Postman run', { results: [{ responseCode: { code: 200 } }] }, 'has no bodies'],
    ['an Insomnia export', { _type: 'export', resources: [] }, 'export the responses as HAR'],
  ])('%s: the error suggests an alternative', async (_name, content, text) => {
    expect((await outcomeOf({ 'a.json': JSON.stringify(content) })).incomplete).toContain(text)
  })
})

describe('an entry', () => {
  const packed = (bytes: Uint8Array, encoding: string): EntryFacts => ({
    responseHeaders: [{ name: 'Content-Encoding', value: encoding }],
    content: { mimeType: 'application/json', size: 9, encoding: 'BASE64', text: Buffer.from(bytes).toString('base64') },
  })

  it.each<[string, EntryFacts, ((entry: Entry) => void)?]>([
    ['with a compressed body', packed(gzipSync(body), 'gzip')],
    ['with another compression', packed(brotliCompressSync(body), 'br')],
    ['with a decompressed body', packed(Buffer.from(body), 'gzip')],
    ['with null for missing fields', {}, ({ request }) => Object.assign(request, { postData: null })],
    ['with its status as a string', {}, ({ response }) => Object.assign(response, { status: '200' })],
    ['without headers', {}, ({ response }) => delete response.headers],
    ['with a header that is not Latin', { responseHeaders: [{ name: 'server', value: '✓' }] }],
    ['with a header that is null', {}, ({ request }) => request.headers.push({ name: 'accept', value: null })],
  ])('%s', async (_name, facts, change) => {
    expect(await one(facts, change)).toMatchObject({ found: [], exchanges: 2, incomplete: undefined })
  })

  it.each<[string, EntryFacts, string]>([
    ['of a WebSocket', { status: 101, content: { size: 0 } }, '1xx'],
    ['of HEAD', { method: 'HEAD', content: { size: 0 } }, '(HEAD) 1'],
    ['of a gateway', { status: 502, type: 'text/html', content: { text: '<h1>', size: 4 } }, 'an outage were left out'],
    ['of an outage', { status: 503 }, 'an outage were left out'],
    ['of a proxy that asks for a password', { status: 407 }, 'an outage were left out'],
  ])('%s is counted and left out', async (_name, facts, note) => {
    const { notes, ...outcome } = await one(facts)

    expect(outcome).toEqual({ found: [], exchanges: 1, incomplete: undefined })
    expect(notes).toContain(note)
  })

  it('of only an outage says nothing about the operation', async () => {
    const { incomplete, found } = await one({ url: '/users', status: 503 })

    expect(found).toEqual([])
    expect(incomplete).toBe('Of GET /users (503) only an outage was recorded, which says nothing about the contract.')
  })

  it('with a truncated body', async () => {
    const { incomplete } = await one({
      content: { mimeType: 'application/json', size: body.length, text: body.slice(0, 50) },
    })

    expect(incomplete).toContain(`entry 2: 50 of the ${body.length} bytes of the response's body were recorded`)
  })
})
