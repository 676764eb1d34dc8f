import type { PageInfo, User } from '@testsigma-tms/types'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openStore } from '../src/store/open.ts'
import type { Store } from '../src/store/schema.ts'
import { newDatabase } from './database.ts'
import { demo, type Started, start } from './start.ts'
import { addUsers } from './users-in-store.ts'

interface UserPage {
  data: User[]
  page_info: PageInfo
}

const moments = Array.from({ length: 40 }, (_, index) => Date.UTC(2025, 0, 1 + index))

test('pages of any size cover the whole list forwards, and the same pages backwards', async () => {
  const { call } = await startWithUsers()
  const everyone = (await read(call, '/users?page_size=1000')).data
  expect(everyone).toHaveLength(44)

  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 50 }), async (size) => {
      const forward = await walk(call, `/users?page_size=${size}`, 'next')
      const last = forward.at(-1)
      const back = await walk(call, last?.page_info.prev || `/users?page_size=${size}`, 'prev')
      const backward = forward.length > 1 ? [...back.reverse(), last] : back

      expect(forward.flatMap(({ data }) => data)).toEqual(everyone)
      expect(
        forward
          .map(({ data }) => data.length)
          .slice(0, -1)
          .every((length) => length === size),
      ).toBe(true)
      expect(backward).toEqual(forward)
      for (const { page_info } of forward) expect(page_info).toMatchObject({ page_size: size, total_count: 44 })
    }),
    { numRuns: 15 },
  )
})

test('links are absolute, on the origin and with the filters of the request', async () => {
  const { server } = await start()
  const headers = { Authorization: `Bearer ${server.apiKey}` }
  const response = await server.fetch('https://other.test:8443/api/v1/users?page_size=1&extra=1', { headers })
  const { page_info } = (await response.json()) as UserPage
  expect(page_info.prev).toBe('')
  const next = new URL(String(page_info.next))
  expect(next.origin).toBe('https://other.test:8443')
  expect(next.pathname).toBe('/api/v1/users')
  expect(Object.fromEntries(next.searchParams)).toEqual({ page_size: '1', extra: '1', cursor: expect.any(String) })
  expect(JSON.parse(Buffer.from(String(next.searchParams.get('cursor')), 'base64url').toString())).toEqual([
    { field: 'users.tsid', value: expect.stringMatching(/^[0-9A-Z]{26}$/), direction: 'ASC' },
  ])
})

test('users who are added meanwhile do not disturb paging', async () => {
  const { call, store } = await startWithUsers()
  const [first, second] = await walk(call, '/users?page_size=20', 'next')
  await addUsers(store, [Date.UTC(2025, 0, 1, 12), Date.UTC(2026, 0, 1)])

  const secondAgain = await read(call, String(first?.page_info.next))
  expect(secondAgain.data).toEqual(second?.data)
  const firstAgain = await read(call, String(secondAgain.page_info.prev))
  expect(firstAgain.data.at(-1)).toEqual(first?.data.at(-1))
  const third = await read(call, String(secondAgain.page_info.next))
  expect(third.data.at(-1)?.last_name).toBe(String(Date.UTC(2026, 0, 1)))
})

test('an empty page links back to the last one, and an empty list has no links', async () => {
  const { call } = await start()
  const users = (await read(call, '/users')).data
  const end = cursor({ field: 'users.tsid', value: '7ZZZZZZZZZZZZZZZZZZZZZZZZZ', direction: 'ASC' })
  const { data, page_info } = await read(call, `/users?page_size=3&cursor=${end}`)
  expect({ data, page_info }).toEqual({
    data: [],
    page_info: { page_size: 3, total_count: 4, next: '', prev: expect.stringContaining('cursor=') },
  })
  expect((await read(call, String(page_info.prev))).data).toEqual(users.slice(-3))
  const empty = await read(call, `/projects/${demo.otherProject}/folders?page=2`)
  expect(empty.page_info).toMatchObject({ total_count: 0, next: '', prev: '' })
})

test('the page of a cursor may be empty meanwhile, and still links to the page before', async () => {
  const { call } = await start()
  const folders = `/projects/${demo.project}/folders`
  const pages = await walk(call, `${folders}?page_size=2`, 'next')
  const last = pages.at(-1) as unknown as { data: { folders: { id: string }[] } }
  const link = String(pages.at(-2)?.page_info.next)
  for (const { id } of last.data.folders) await call('DELETE', `${folders}/${id}`)
  const { data, page_info } = await read(call, link)
  expect(data).toEqual({ folders: [] })
  expect((await read(call, String(page_info.prev))).data).toEqual(pages.at(-2)?.data)
})

describe('a cursor that is not from this list is 422, never 500', () => {
  const good = { field: 'users.tsid', value: '01HS5B9Z007ZB4X6W98Q8G26XE', direction: 'ASC' }

  test.each([
    ['of another list', cursor({ ...good, field: 'projects.tsid' })],
    ['by another column', cursor({ ...good, field: 'users.email' })],
    ['with another value', cursor({ ...good, value: "' or 1=1" })],
    ['with another direction', cursor({ ...good, direction: 'asc' })],
    ['with a value that is a list', cursor({ ...good, value: [good.value] })],
    ['with a value that is a number', cursor({ ...good, value: 1e300 })],
    ['with a value that is an object', cursor({ ...good, value: { offset: 'abc' } })],
    ['that is an object', Buffer.from(JSON.stringify(good)).toString('base64url')],
    ['with two columns', Buffer.from(JSON.stringify([good, good])).toString('base64url')],
    ['without any', Buffer.from('[]').toString('base64url')],
    ['of null', Buffer.from('[null]').toString('base64url')],
    ['that is not JSON', 'abc'],
  ])('%s', async (_, text) => {
    const { call } = await start()
    await expectRefused(call, text)
  })

  test('whatever it is', async () => {
    const { call } = await start()
    const json = fc.json().map((text) => Buffer.from(text).toString('base64url'))
    const nearly = fc.record({ field: fc.constant('users.tsid'), value: fc.string(), direction: fc.constant('ASC') })
    const garbage = fc.oneof(fc.string({ minLength: 1, unit: 'binary' }), json, nearly.map(cursor))
    await fc.assert(
      fc.asyncProperty(garbage, (text) => expectRefused(call, text)),
      { numRuns: 200 },
    )
  })
})

test("accepts the contract's example of a cursor", async () => {
  const { call } = await start()
  const example =
    'W3siZmllbGQiOiJ1c2Vycy50c2lkIiwidmFsdWUiOiIwMUhTNUI5WjAwN1pCNFg2Vzk4UThHMjZYRSIsImRpcmVjdGlvbiI6IkFTQyJ9XQ=='
  await read(call, `/users?cursor=${example}`)
})

async function startWithUsers(): Promise<Started & { store: Store }> {
  const { options, place } = await newDatabase()
  const started = await start(options)
  const store = await openStore(place)
  onTestFinished(() => store.destroy())
  await addUsers(store, moments)
  return { ...started, store }
}

async function walk(call: Started['call'], path: string, direction: 'next' | 'prev'): Promise<UserPage[]> {
  const page = await read(call, path)
  const onward = page.page_info[direction]
  return onward ? [page, ...(await walk(call, onward, direction))] : [page]
}

async function read(call: Started['call'], pathOrLink: string): Promise<UserPage> {
  const { pathname, search } = new URL(pathOrLink, 'http://tms.test')
  const { status, body } = await call('GET', pathname + search)
  expect(status).toBe(200)
  return body as UserPage
}

async function expectRefused(call: Started['call'], text: string): Promise<void> {
  const { status, body } = await call('GET', `/users?cursor=${encodeURIComponent(text)}`)
  expect({ status, body }).toMatchObject({
    status: 422,
    body: {
      errors: {
        details: expect.stringMatching(
          /^cursor: must (be taken from page_info of this list|not contain the character U\+0000), got "/,
        ),
      },
    },
  })
}

function cursor(content: object): string {
  return Buffer.from(JSON.stringify([content])).toString('base64url')
}
