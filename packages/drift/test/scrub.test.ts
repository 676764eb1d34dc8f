import { readContract } from '@testsigma-tms/spec/contract'
import bundle from '@testsigma-tms/spec/openapi.json' with { type: 'json' }
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scrubExchange } from '../src/scrub/scrub-exchange.ts'
import { Scrubber } from '../src/scrub/scrubber.ts'
import { readEntry, writeHar } from '../src/traffic/har.ts'

type Value = Parameters<Scrubber['value']>[0]

const contract = readContract(bundle)
const seed = { seed: 20261122, numRuns: 200 }
const ADDRESS = 'http://127.0.0.1:4010/api/v1'

/** Personal data: a name, an address, a key, an ID, a link, a sentence; never a constant of the API. */
const personal = fc.oneof(
  fc.string({ minLength: 6, maxLength: 40, unit: 'grapheme' }).filter((text) => text.trim().length > 5),
  fc.emailAddress(),
  fc.uuid(),
  fc.webUrl(),
  fc.base64String({ minLength: 24, maxLength: 60 }).map((text) => `eyJ${text}`),
  fc
    .tuple(fc.constantFrom('Jane', 'José', "O'Hara"), fc.constantFrom('Roe', 'Müller-Lüdenscheidt'))
    .map((it) => it.join(' ')),
  fc.tuple(fc.stringMatching(/^[A-Z]{3,8}$/), fc.nat(999)).map(([prefix, number]) => `${prefix}-R-${number}`),
)

const fields = ['message', 'title', 'email', 'status', 'next', 'human_id', 'id', 'icon_url', 'something_new', 'details']

/** A payload with this value at a random position, in a declared or an undeclared field. */
function payloadWith(value: fc.Arbitrary<string>): fc.Arbitrary<{ value: string; payload: Value }> {
  return fc
    .record({ value, field: fc.constantFrom(...fields), depth: fc.nat(3), isListed: fc.boolean() })
    .map(({ value, field, depth, isListed }) => {
      let payload: Value = { [field]: isListed ? [value, value] : value, page_size: 25 }
      for (let level = 0; level < depth; level++) payload = { data: [payload] }
      return { value, payload }
    })
}

/** Whether a text is too long to occur in a replacement by chance. */
function isTelling(text: string): boolean {
  return !/^[a-z0-9 ./:@-]{0,8}$/i.test(text)
}

describe('a scrubbed payload', () => {
  it('contains no original text, wherever it was', () => {
    fc.assert(
      fc.property(payloadWith(personal), ({ value, payload }) => {
        const scrubbed = texts(new Scrubber(contract).value(payload))
        expect(scrubbed).not.toContain(value)
        if (isTelling(value)) expect(scrubbed.filter((text) => text.includes(value))).toEqual([])
      }),
      seed,
    )
  })

  it('contains no map key that is personal data', () => {
    fc.assert(
      fc.property(personal, fc.nat(), (name, count) => {
        const scrubbed = new Scrubber(contract).value({ data: { summary: { [name]: count }, owners: [name] } })
        expect(JSON.stringify(scrubbed)).not.toContain(JSON.stringify(name))
      }),
      seed,
    )
  })

  it('keeps equal values equal and different values different', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(personal, { minLength: 2, maxLength: 9, selector: (it) => it.toLowerCase() }),
        (values) => {
          const scrubber = new Scrubber(contract)
          const first = scrubber.value({ data: values.map((title) => ({ title })) })
          expect(scrubber.value({ data: values.map((title) => ({ title })) })).toEqual(first)
          expect(new Set(texts(first)).size).toBe(values.length)
        },
      ),
      seed,
    )
  })

  it('keeps constants of the API', () => {
    const id = 'c47ade67-0543-4582-a4a5-b7de447c94f5'
    const scrubbed = new Scrubber(contract).value({
      message: 'rate limit exceeded',
      status: 'ACTIVE',
      created_at: 1710675200,
      telephone: 491761234567,
      page_info: { page_size: 25, total_count: 2, next: null, prev: '' },
      errors: { code: 404, details: `project not found with ID: ${id}` },
    })
    expect(scrubbed).toMatchObject({
      message: 'rate limit exceeded',
      status: 'ACTIVE',
      created_at: 1710675200,
      // Not a word of the contract, so that it may be personal.
      key_1: 1_700_000_000,
      page_info: { page_size: 25, total_count: 2, next: null, prev: '' },
      errors: { code: 404 },
    })
    expect(JSON.stringify(scrubbed)).not.toContain(id)
  })

  it('has the same IDs in every run, in the format of IDs', () => {
    fc.assert(
      fc.property(fc.uuid(), (id) => {
        const [one, other] = [new Scrubber(contract), new Scrubber(contract)].map((it) => it.value({ id }))
        expect(one).toEqual(other)
        expect(texts(one as Value)[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/)
      }),
      seed,
    )
  })
})

describe('secrets of known shapes', () => {
  const digits = (length: number) => fc.stringMatching(new RegExp(`^[1-9][0-9]{${length - 1}}$`))
  const secret = fc.oneof(
    digits(9).map((number) => `SSN-${number}`),
    digits(8).map((number) => `030-${number}`),
    digits(7).map((number) => `JD-${number}`),
    digits(12).map((number) => `+49${number}`),
    fc.stringMatching(/^[a-z]{4,9}_[a-z]{4,9}x$/),
    fc.stringMatching(/^sk_live_[A-Za-z0-9]{24}$/),
    fc.stringMatching(/^ghp_[A-Za-z0-9]{36}$/),
    fc.stringMatching(/^[A-Z]{2}[0-9]{20}$/),
    fc.array(fc.stringMatching(/^[0-9]{2}$/), { minLength: 4, maxLength: 5 }).map((parts) => parts.join('-')),
    fc.array(fc.stringMatching(/^[1-9][0-9]$/), { minLength: 4, maxLength: 4 }).map((parts) => parts.join('.')),
    fc.stringMatching(/^AKIA[A-Z0-9]{16}$/),
    fc.stringMatching(/^eyJ[A-Za-z0-9]{20}\.eyJ[A-Za-z0-9]{20}\.[A-Za-z0-9_-]{30}$/),
    fc.ipV6().filter((text) => text.length > 12),
    personal.filter(isTelling),
  )

  it('are never written, wherever they were: 500 of them', async () => {
    await fc.assert(
      fc.asyncProperty(secret, fc.nat(11), async (text, place) => {
        const deep = (value: Value): Value =>
          Array.from({ length: 60 }).reduce<Value>((inner) => ({ data: [inner] }), value)
        const bodies: Value[] = [
          { title: text },
          { human_id: text, id: text, folder_id: text },
          { [text]: 1, email: 'a@b.test' },
          { data: { [text]: { [text]: text } } },
          { message: `about ${text}` },
          deep({ name: text }),
          { next: text, cursor: text },
          [text, [text]],
        ]
        const body = new TextEncoder().encode(JSON.stringify(bodies[place % bodies.length]))
        const parameter = encodeURIComponent(text)
        const headers = new Headers({
          'content-type': place === 8 ? `application/json; name="${parameter}"` : 'application/json',
          'retry-after': parameter,
          'x-request-id': parameter,
          'x-tms-api-request-id': parameter,
        })
        const url = `https://tenant.example/api/v1/projects/${parameter}?search=${parameter}&${parameter}=1`
        const exchange = { request: { method: 'PUT', url, headers, body }, response: { status: 200, headers, body } }
        const written = JSON.stringify(writeHar([await scrubExchange(new Scrubber(contract), exchange, ADDRESS)]))
        for (const form of [text, parameter, JSON.stringify(text).slice(1, -1)]) expect(written).not.toContain(form)
      }),
      { seed: 20_251_125, numRuns: 500 },
    )
  })

  it('are cut off below the maximum nesting depth', () => {
    const deep = Array.from({ length: 3000 }).reduce<Value>((inner) => ({ inner }), 'Jane Roe')

    expect(JSON.stringify(new Scrubber(contract).value(deep))).not.toContain('Jane')
  })

  it('are not in the names of form parts, nor in their content types', async () => {
    const form = new FormData()
    form.append('Jane Roe', new Blob(['x'], { type: 'text/plain; name=JaneRoe' }), 'Jane Roe.txt')
    const encoded = new Request('http://form', { method: 'POST', body: form })
    const message = { headers: encoded.headers, body: await encoded.bytes() }
    const exchange = {
      request: { method: 'PUT', url: `${ADDRESS}/users`, ...message },
      response: { status: 200, ...message },
    }

    expect(JSON.stringify(writeHar([await scrubExchange(new Scrubber(contract), exchange, ADDRESS)]))).not.toContain(
      'Jane',
    )
  })
})

describe('a scrubbed recording', () => {
  it('contains no key, cookie or text from any part of an exchange', async () => {
    await fc.assert(
      fc.asyncProperty(personal.filter(isTelling), async (value) => {
        const headers = new Headers({
          authorization: `Bearer ${encodeURIComponent(value)}`,
          cookie: encodeURIComponent(value),
          'x-secret': encodeURIComponent(value),
          'content-type': 'application/json',
        })
        const body = new TextEncoder().encode(JSON.stringify({ title: value }))
        const url = `https://${'tenant'}.example/api/v1/projects/${encodeURIComponent(value)}/test_runs?search=${encodeURIComponent(value)}`
        const exchange = { request: { method: 'POST', url, headers, body }, response: { status: 200, headers, body } }
        const text = JSON.stringify(writeHar([await scrubExchange(new Scrubber(contract), exchange, ADDRESS)]))
        expect(text).not.toContain('tenant')
        for (const form of [value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1)]) {
          expect(text).not.toContain(form)
        }
      }),
      seed,
    )
  })

  it('round-trips, including binary bodies', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1 }), async (bytes) => {
        const headers = new Headers({ 'content-type': 'application/octet-stream' })
        const message = { headers, body: bytes }
        const written = writeHar([
          { request: { method: 'PUT', url: `${ADDRESS}/users`, ...message }, response: { status: 200, ...message } },
        ])
        const noFile = () => Promise.reject(new Error('There is no file.'))
        const recorded = readEntry(JSON.stringify(written.log.entries[0]), 'a.har', noFile)
        const { request, response } = recorded.kind === 'exchange' ? await recorded.read() : {}
        expect([...(request?.body ?? [])]).toEqual([...bytes])
        expect([...(response?.body ?? [])]).toEqual([...bytes])
      }),
      seed,
    )
  })
})

function texts(value: Value): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : []
}
