/** The type of `fetch`. */
export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>

/** The maximum number of requests has been sent. */
export class BudgetSpent extends Error {
  override readonly name = 'BudgetSpent'
}

/** Wraps `fetch` so that it sends only GET, and at most `most` requests. */
export function readOnly(fetch: Fetch, most: number): Fetch {
  let sent = 0
  return async (input, init) => {
    const request = new Request(input, init)
    if (request.method !== 'GET') throw new Error(`${request.method} is not sent: live only reads.`)
    if (sent >= most) throw new BudgetSpent(`All ${most} requests were sent.`)
    sent++
    return fetch(request)
  }
}
