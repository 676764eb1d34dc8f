/** What `fetch` looks like here. */
export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>

/** Nothing more may be sent: the number of requests that was allowed is used up. */
export class BudgetSpent extends Error {
  override readonly name = 'BudgetSpent'
}

/** A `fetch` that sends nothing but GET, and so many requests at most. */
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
