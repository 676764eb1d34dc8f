import { createReadStream } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createClient, type Fetch, fileFrom, type Upload, UsageError } from '../src/index.ts'
import { responding } from './responses.ts'

const place = { project_id: 'p', test_run_id: 'r' }

/** The file that arrives when something is uploaded. */
async function upload(junit_xml: Upload): Promise<File> {
  const { fetch, requests } = responding({ data: { import: { id: 'i' } } })
  await createClient({ apiKey: 'k', baseUrl: 'http://localhost', fetch }).junitImports.create({ ...place, junit_xml })
  return (await requests[0]?.formData())?.get('junit_xml') as File
}

async function fileOnDisk(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tms-upload-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await writeFile(join(folder, 'report.xml'), text)
  return join(folder, 'report.xml')
}

async function* pieces(): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode('<tests')
  yield new TextEncoder().encode('uites/>')
}

describe('what can be uploaded', () => {
  const text = '<testsuites/>'
  const bytes = new TextEncoder().encode(text)

  it.each<[string, () => Upload, string, string]>([
    ['a Blob', () => new Blob([text], { type: 'application/xml' }), 'blob', 'application/xml'],
    ['a File', () => new File([text], 'a "b".xml', { type: 'text/xml' }), 'a "b".xml', 'text/xml'],
    ['a Buffer', () => Buffer.from(text), 'blob', 'application/octet-stream'],
    ['a part of a buffer', () => Buffer.from(`xx${text}`).subarray(2), 'blob', 'application/octet-stream'],
    ['a Uint8Array', () => bytes, 'blob', 'application/octet-stream'],
    ['an ArrayBuffer', () => bytes.slice().buffer, 'blob', 'application/octet-stream'],
    ['an iterator with a name', () => ({ name: 'r.xml', stream: pieces() }), 'r.xml', 'application/octet-stream'],
    [
      'a stream with a name',
      () => ({ name: 'r.xml', type: 'text/xml', stream: new Blob([text]).stream() }),
      'r.xml',
      'text/xml',
    ],
  ])('%s', async (_what, make, name, type) => {
    const file = await upload(make())

    expect(await file.text()).toBe(text)
    expect([file.name, file.type]).toEqual([name, type])
  })

  it('a file on disk, by path, address or stream', async () => {
    const path = await fileOnDisk(text)
    const files = [
      await upload(await fileFrom(path)),
      await upload(await fileFrom(pathToFileURL(path), { type: 'text/xml' })),
      await upload({ name: 'report.xml', stream: createReadStream(path) }),
    ]

    expect(files.map(({ name }) => name)).toEqual(['report.xml', 'report.xml', 'report.xml'])
    expect(await Promise.all(files.map((file) => file.text()))).toEqual([text, text, text])
    expect(files[1]?.type).toBe('text/xml')
  })

  it('bytes of any value', async () => {
    const all = Uint8Array.from({ length: 256 }, (_, index) => index)

    expect(new Uint8Array(await (await upload(all)).arrayBuffer())).toEqual(all)
  })

  it('a Blob of another realm, which knows only the old way to read it', async () => {
    const foreign = { size: 13, type: 'text/xml', slice: () => foreign, name: 'jsdom.xml' }
    class Reader {
      result: unknown
      onload = () => {}
      readAsArrayBuffer() {
        this.result = bytes.slice().buffer
        setTimeout(this.onload)
      }
    }
    Object.assign(globalThis, { FileReader: Reader })
    onTestFinished(() => void Reflect.deleteProperty(globalThis, 'FileReader'))

    expect(await (await upload(foreign as unknown as Blob)).text()).toBe(text)
  })
})

it('the form is bytes that any fetch can send, with its boundary among the headers', async () => {
  const seen: { type: string | undefined; body: unknown }[] = []
  const fetch: Fetch = async (_url, { headers, body }) => {
    seen.push({ type: (headers as Record<string, string>)['content-type'], body })
    return Response.json({ data: { import: { id: 'i' } } })
  }
  const tms = createClient({ apiKey: 'k', baseUrl: 'http://localhost', fetch })
  await tms.junitImports.create({ ...place, junit_xml: new Blob(['<x/>']) })

  expect(seen[0]?.body).toBeInstanceOf(Uint8Array)
  expect(seen[0]?.type).toMatch(/^multipart\/form-data; boundary=\S+$/)
})

it('a stream is read once, for all tries', async () => {
  let count = 0
  const sizes: (number | undefined)[] = []
  const fetch: Fetch = async (_url, { body }) => {
    sizes.push((body as Uint8Array).length)
    if (++count === 1) return Response.json({ message: 'rate limit exceeded' }, { status: 500 })
    return Response.json({ data: { import: { id: 'i' } } })
  }
  const tms = createClient({ apiKey: 'k', baseUrl: 'http://localhost', fetch })
  await tms.junitImports.create({ ...place, junit_xml: { name: 'r.xml', stream: pieces() } })

  expect(sizes).toHaveLength(2)
  expect(sizes[1]).toBe(sizes[0])
})

describe('what cannot be uploaded is a UsageError', () => {
  it.each<unknown>(['report.xml', null, {}, [], { path: 'report.xml' }, pieces()])('%j', async (file) => {
    const sent = upload(file as Blob)

    await expect(sent).rejects.toThrow(UsageError)
    await expect(sent).rejects.toThrow(/"junit_xml" must be a Blob or a File, bytes, or a stream with a name/)
  })

  it('a stream of texts', async () => {
    async function* texts() {
      yield '<testsuites/>'
    }

    await expect(upload({ name: 'r.xml', stream: texts() as never })).rejects.toThrow(/must consist of bytes/)
  })

  it('a file that is not there', async () => {
    await expect(fileFrom('/nowhere/report.xml')).rejects.toThrow(UsageError)
    await expect(fileFrom('/nowhere/report.xml')).rejects.toThrow(/cannot be read: ENOENT/)
  })
})
