import { createReadStream } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { inspect } from 'node:util'
import { describe, expect, it, onTestFinished } from 'vitest'
import {
  type CallOptions,
  createClient,
  type Fetch,
  fileFrom,
  TimeoutError,
  type Upload,
  UsageError,
} from '../src/index.ts'
import { responding } from './responses.ts'

const place = { project_id: 'p', test_run_id: 'r' }

const key = 'a-key-that-must-not-show-0123456789'

function connect() {
  const { fetch, requests } = responding()
  return { tms: createClient({ apiKey: key, baseUrl: 'http://localhost', fetch, rateLimit: false }), requests }
}

/** The file that the API receives. */
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

  it('a file on disk, by path, URL or stream', async () => {
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

  it('a Blob of another realm without arrayBuffer()', async () => {
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

it('a stream is read once, for all attempts', async () => {
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

describe('a stream that never delivers', () => {
  const silent = () => ({
    name: 'r.xml',
    stream: { [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => {}) }) },
  })

  it.each<[string, CallOptions]>([
    ['timeout', { timeout: 5 }],
    ['deadline', { deadline: 5 }],
  ])('ends with the %s', async (_name, options) => {
    const { tms, requests } = connect()
    const call = tms.junitImports.create({ ...place, junit_xml: silent() }, options)

    await expect(call).rejects.toThrow(TimeoutError)
    await expect(call).rejects.toThrow(/5 ms/)
    expect(requests).toEqual([])
  })

  it('ends with the signal', async () => {
    const { tms, requests } = connect()
    const controller = new AbortController()
    const call = tms.junitImports.create({ ...place, junit_xml: silent() }, { signal: controller.signal })
    setTimeout(() => controller.abort(new Error('mine')))

    await expect(call).rejects.toThrow('mine')
    expect(requests).toEqual([])
  })
})

it('bytes are copied when the call is made', async () => {
  const bytes = Buffer.from('<before/>')
  const sent = upload(bytes)
  bytes.fill(0)

  expect(await (await sent).text()).toBe('<before/>')
})

describe('an invalid upload is a UsageError', () => {
  it.each<unknown>(['report.xml', null, {}, [], { path: 'report.xml' }, pieces()])('%j', async (file) => {
    const sent = upload(file as Blob)

    await expect(sent).rejects.toThrow(UsageError)
    await expect(sent).rejects.toThrow(/"junit_xml" must be a Blob or a File, bytes, or a stream with a name/)
  })

  it('a stream of strings', async () => {
    async function* texts() {
      yield '<testsuites/>'
    }

    await expect(upload({ name: 'r.xml', stream: texts() as never })).rejects.toThrow(/must consist of bytes/)
  })

  const closed = {
    getReader: () => {
      throw new TypeError('locked')
    },
  }
  const failing = async function* () {
    yield new Uint8Array(1)
    throw new Error(`cannot read with ${key}`)
  }
  const locked = () => {
    const stream = new Blob(['<x/>']).stream()
    stream.getReader()
    return stream
  }
  const used = async () => {
    const stream = pieces()
    for await (const _ of stream);
    return stream
  }
  const endless = async function* () {
    for (;;) yield new Uint8Array(0)
  }
  it.each<[string, () => unknown]>([
    ['fails', failing],
    ['is locked', locked],
    ['cannot be opened', () => closed],
    ['has already been read', used],
    ['is an endless sequence of empty chunks', endless],
  ])('a stream that %s', async (_what, open) => {
    const stream = (await open()) as AsyncIterable<Uint8Array>
    const { tms, requests } = connect()
    const error = await tms.junitImports
      .create({ ...place, junit_xml: { name: 'r.xml', stream } })
      .catch((it: unknown) => it)

    expect(error).toBeInstanceOf(UsageError)
    expect((error as Error).message).toMatch(/"junit_xml"/)
    expect(inspect(error, { showHidden: true, depth: 9 })).not.toContain(key)
    expect(requests).toEqual([])
  })

  it('a Blob that cannot be read', async () => {
    const blob = new Blob(['<x/>'])
    blob.arrayBuffer = async () => {
      throw new Error('the file has changed')
    }

    await expect(upload(blob)).rejects.toThrow(UsageError)
    await expect(upload(blob)).rejects.toThrow(/"junit_xml" cannot be read: the file has changed/)
  })

  it('bytes that were transferred', async () => {
    const buffer = new ArrayBuffer(4)
    const view = new Uint8Array(buffer)
    structuredClone(buffer, { transfer: [buffer] })

    await expect(upload(buffer)).rejects.toThrow(UsageError)
    await expect(upload(view)).rejects.toThrow(UsageError)
  })

  it('a file that does not exist', async () => {
    await expect(fileFrom('/nowhere/report.xml')).rejects.toThrow(UsageError)
    await expect(fileFrom('/nowhere/report.xml')).rejects.toThrow(/cannot be read: ENOENT/)
  })
})
