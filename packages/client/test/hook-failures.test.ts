import { afterEach, describe, expect, it, vi } from 'vitest'
import { createClient } from '../src/index.ts'

const project_id = 'p'
const apiKey = 'secret-key-of-somebody'
const fetch = async () => Response.json({ message: '', data: { folder: { id: 'f', name: 'A' }, id: 'f' } })

afterEach(() => vi.unstubAllGlobals())

const hooks: [string, () => unknown][] = [
  [
    'throws',
    () => {
      throw new Error(`broken ${apiKey}`)
    },
  ],
  ['rejects', async () => Promise.reject(new Error(`broken ${apiKey}`))],
  [
    'throws a value that cannot be converted to a string',
    () => {
      throw Object.create(null)
    },
  ],
]
const consoles: [string, unknown][] = [
  ['rejects', { warn: async () => Promise.reject(new Error('no console')) }],
  [
    'throws',
    {
      warn: () => {
        throw new Error('no console')
      },
    },
  ],
  ['has no warn', {}],
  ['is undefined', undefined],
]

describe.each(hooks)('a hook that %s', (_what, onResponse) => {
  it.each(consoles)('changes no outcome if the console %s', async (_which, console) => {
    const rejections: unknown[] = []
    const note = (reason: unknown) => rejections.push(reason)
    process.on('unhandledRejection', note)
    vi.stubGlobal('console', console)
    const logger = { debug: onResponse, warn: onResponse }
    const tms = createClient({ apiKey, fetch, onResponse, logger })
    const folder = await tms.folders.create({ project_id, name: 'A' })
    await new Promise((resume) => setTimeout(resume, 0))
    process.off('unhandledRejection', note)

    expect(folder.id).toBe('f')
    expect(rejections).toEqual([])
  })
})

it('the warning says once which hook failed and why, in short and without the key', async () => {
  const lines: string[] = []
  vi.stubGlobal('console', { warn: (line: string) => lines.push(line) })
  const onRequest = () => {
    throw new Error(`broken ${apiKey} ${'x'.repeat(10_000)}`)
  }
  const tms = createClient({ apiKey, fetch, onRequest })
  await tms.folders.create({ project_id, name: 'A' })
  await tms.folders.create({ project_id, name: 'A' })

  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatch(/onRequest.*broken \*\*\*/)
  expect(lines[0]?.length).toBeLessThan(400)
})

it.each<[string, unknown]>([
  ['an object without a prototype', Object.create(null)],
  ['an object without toString', { toString: null }],
  ['a symbol', Symbol('s')],
  ['nothing', undefined],
])('a hook that throws %s is reported, too', async (_what, thrown) => {
  const lines: string[] = []
  vi.stubGlobal('console', { warn: (line: string) => lines.push(line) })
  const onRequest = () => {
    throw thrown
  }
  await createClient({ apiKey, fetch, onRequest }).folders.create({ project_id, name: 'A' })

  expect(lines).toEqual([expect.stringContaining('onRequest failed')])
})
