import type { Fetch } from '../src/index.ts'

/** A `fetch` that returns the given bodies one after the other, and records its requests. */
export function responding(...bodies: unknown[]): { fetch: Fetch; requests: Request[] } {
  const requests: Request[] = []
  const fetch: Fetch = async (input, init) => {
    const body = bodies[requests.length]
    requests.push(new Request(input, init))
    return body instanceof Response ? body : Response.json(body)
  }
  return { fetch, requests }
}

/** A user, as in the contract. */
export function user(number: number) {
  return {
    id: `5f9a82b6-4e79-4162-9da6-${String(number).padStart(12, '0')}`,
    email: `user${number}@example.com`,
    first_name: 'User',
    last_name: String(number),
    created_at: 1710675200,
    updated_at: 1710675200,
    status: 'active',
  }
}

/** A response of `GET /users` with the given users and pointer to the following page. */
export function usersPage(numbers: number[], totalCount: number, next: string | null) {
  return {
    message: '',
    data: numbers.map(user),
    page_info: { page_size: numbers.length || 1, total_count: totalCount, next, prev: '' },
  }
}
