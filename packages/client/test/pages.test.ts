import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createClient, PaginationError, UsageError } from '../src/index.ts'
import { responding, usersPage } from './responses.ts'

const baseUrl = 'http://127.0.0.1:9/api/v1'

function walking(...bodies: unknown[]) {
  const { fetch, requests } = responding(...bodies)
  return { tms: createClient({ apiKey: 'k', baseUrl, fetch, rateLimit: false }), requests }
}

async function collect(list: AsyncIterable<{ last_name: string }>): Promise<number[]> {
  const numbers: number[] = []
  for await (const { last_name } of list) numbers.push(Number(last_name))
  return numbers
}

describe('the pointer to the following page', () => {
  it.each([
    ['an absolute URL', `${baseUrl}/users?page_size=2&page=2`, `${baseUrl}/users?page_size=2&page=2`],
    ['a URL of another host', 'https://elsewhere.example/users?page=2', `${baseUrl}/users?page_size=2&page=2`],
    ['a bare cursor', 'W3siZmllbGQi+/==', `${baseUrl}/users?page_size=2&cursor=W3siZmllbGQi%2B%2F%3D%3D`],
  ])('may be %s', async (_form, next, followed) => {
    const { tms, requests } = walking(usersPage([1, 2], 3, next), usersPage([3], 3, ''))

    expect(await collect(tms.users.list({ page_size: 2 }))).toEqual([1, 2, 3])
    expect(requests[1]?.url).toBe(followed)
  })

  it.each([[''], [null]])('ends the list when it is %j', async (next) => {
    const { tms, requests } = walking(usersPage([1, 2], 2, next))

    expect(await collect(tms.users.list())).toEqual([1, 2])
    expect(requests).toHaveLength(1)
  })

  it('ends the list when there is no page_info', async () => {
    const { tms } = walking({ message: '', data: usersPage([1, 2], 2, '').data })

    expect(await collect(tms.users.list())).toEqual([1, 2])
  })

  it('ends the list when page_info and message are null', async () => {
    const { tms } = walking({ message: null, data: [], page_info: null })

    expect(await tms.users.list()).toMatchObject({ message: '', pageInfo: undefined, hasNext: false })
  })
})

describe('a page', () => {
  it('is fetched only when it is needed', async () => {
    const { tms, requests } = walking(usersPage([1, 2], 4, 'a'), usersPage([3, 4], 4, ''))
    for await (const { last_name } of tms.users.list()) {
      if (last_name === '2') break
    }

    expect(requests).toHaveLength(1)
  })

  it('returns the next page with next()', async () => {
    const { tms } = walking(usersPage([1], 2, 'a'), usersPage([2], 2, ''))
    const first = await tms.users.list()
    const second = await first.next()

    expect([first.hasNext, second.hasNext]).toEqual([true, false])
    expect(second.items[0]?.last_name).toBe('2')
    await expect(second.next()).rejects.toThrow(UsageError)
  })

  it('follows another in pages()', async () => {
    const { tms } = walking(usersPage([1, 2], 3, 'a'), usersPage([3], 3, ''))
    const sizes: number[] = []
    for await (const { items } of tms.users.list().pages()) sizes.push(items.length)

    expect(sizes).toEqual([2, 1])
  })

  it('has a checkpoint to continue later', async () => {
    const first = walking(usersPage([1, 2], 4, `${baseUrl}/users?page=2&page_size=2`))
    const { checkpoint } = await first.tms.users.list({ page_size: 2 })
    const second = walking(usersPage([3, 4], 4, ''))
    const page = await second.tms.users.list({ page_size: 2 }, JSON.parse(JSON.stringify({ from: checkpoint })))

    expect(second.requests[0]?.url).toBe(`${baseUrl}/users?page_size=2&page=2`)
    expect(await collect(page)).toEqual([3, 4])
    expect(page.checkpoint).toBeUndefined()
  })

  it('detects missing entries also after a checkpoint', async () => {
    const { checkpoint = '' } = await walking(usersPage([1, 2], 5, 'a')).tms.users.list()
    const { tms } = walking(usersPage([3, 4], 5, ''))

    await expect(collect(tms.users.list({}, { from: checkpoint }))).rejects.toThrow('ended after 4 entries')
  })

  it.each(['', 'a', '{}', '[]', 'null'])('rejects %j as a checkpoint', async (from) => {
    await expect(walking().tms.users.list({}, { from })).rejects.toThrow(/from must be the checkpoint of a page/)
  })

  it('collects up to a limit, and fetches no more pages than needed', async () => {
    const { tms, requests } = walking(usersPage([1, 2], 6, 'a'), usersPage([3, 4], 6, 'b'), usersPage([5, 6], 6, ''))
    const users = await (await tms.users.list()).all({ limit: 4 })

    expect(users).toHaveLength(4)
    expect(requests).toHaveLength(2)
  })

  it.each([0, -1, Number.NaN])('rejects a limit of %d', async (limit) => {
    const { tms } = walking(usersPage([1], 1, ''))
    const page = await tms.users.list()

    await expect(page.all({ limit })).rejects.toThrow(/"limit" must be a whole number from 1/)
  })
})

describe('a list that cannot be trusted', () => {
  it('repeats itself', async () => {
    const { tms, requests } = walking(usersPage([1], 9, 'a'), usersPage([2], 9, 'b'), usersPage([3], 9, 'a'))

    await expect(collect(tms.users.list())).rejects.toThrow(PaginationError)
    expect(requests).toHaveLength(3)
  })

  it('ends before total_count entries were read', async () => {
    const { tms } = walking(usersPage([1, 2], 5, 'a'), usersPage([3], 5, ''))

    await expect(collect(tms.users.list())).rejects.toThrow('The list ended after 3 entries; the API counts 5.')
  })

  it.each([[{}], [[]], [5], [true], ['\ud800']])('names %j as the next page', async (next) => {
    const { tms, requests } = walking(usersPage([1], 9, next as string))
    const walk = tms.users.list().all({ limit: Infinity })

    await expect(walk).rejects.toThrow(PaginationError)
    await expect(walk).rejects.toThrow(/^page_info\.next must be /)
    expect(requests).toHaveLength(1)
  })

  it.each<[string, (page: number) => ReturnType<typeof usersPage>]>([
    ['with more entries than total_count', (page) => usersPage([page], 3, `p${page}`)],
    ['without entries', (page) => usersPage([], 3, `p${page}`)],
    ['with the same entries and a new total_count', (page) => usersPage([1 + (page % 2)], page + 9, `p${page}`)],
  ])('never ends, %s', async (_how, pageOf) => {
    const { tms, requests } = walking(...Array.from({ length: 300 }, (_, index) => pageOf(index + 1)))

    await expect(collect(tms.users.list())).rejects.toThrow(/pages had no new entries/)
    expect(requests.length).toBeLessThan(110)
  })

  it('is read to its end if it grows or shrinks meanwhile', async () => {
    const totals = [4, 4, 6, 2, 2, 6]
    const pages = totals.map((total, index) => usersPage([index], total, index < 5 ? `p${index}` : ''))

    expect(await collect(walking(...pages).tms.users.list())).toEqual([0, 1, 2, 3, 4, 5])
  })

  it('is not a list', async () => {
    const { tms } = walking({ data: { users: { 0: 'a' } } }, { data: { users: 'ab' } })

    await expect(tms.users.list()).rejects.toThrow(/ without data.* as a list/)
    await expect(tms.users.list()).rejects.toThrow(/ without data.* as a list/)
  })

  it('is not reported as incomplete when reading began in the middle', async () => {
    const { tms } = walking(usersPage([4, 5], 5, ''))

    expect(await collect(tms.users.list({ cursor: 'middle' }))).toEqual([4, 5])
  })
})

it('returns every entry once and in order, with any page size', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 9 }), async (total, size) => {
      const numbers = Array.from({ length: total }, (_, index) => index)
      const starts = Array.from({ length: Math.max(1, Math.ceil(total / size)) }, (_, index) => index * size)
      const pages = starts.map((start) => {
        return usersPage(
          numbers.slice(start, start + size),
          total,
          start + size < total ? `cursor-${start + size}` : '',
        )
      })
      const { tms, requests } = walking(...pages)

      expect(await collect(tms.users.list({ page_size: size }))).toEqual(numbers)
      expect(requests).toHaveLength(pages.length)
    }),
  )
})
