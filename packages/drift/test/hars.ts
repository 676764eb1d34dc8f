/** Builds HAR entries as browsers and proxies write them. */

const API = 'https://arcus.testsigma.com/api/v1'

export interface EntryFacts {
  readonly method?: string
  readonly url?: string
  readonly status?: number
  readonly body?: unknown
  readonly requestHeaders?: object[]
  readonly responseHeaders?: object[]
  readonly postData?: object
  readonly content?: object
  /** Content type of the response. */
  readonly type?: string
}

export const label = {
  id: '3ebf1ec4-f994-4f41-822a-01305e1f78c1',
  name: 'Regression',
  createdAt: 1766395575161,
  updatedAt: 1766481975161,
}

export const labels = { message: '', data: { labels: [label] } }

export function entry(facts: EntryFacts = {}): object {
  const { method = 'GET', url = '/labels', status = 200, body = labels, postData } = facts
  const { type = 'application/json; charset=utf-8' } = facts
  const json = { name: 'content-type', value: type }
  const text = JSON.stringify(body)
  return {
    startedDateTime: '2026-06-01T00:00:00.000Z',
    time: 1,
    request: {
      method,
      url: url.startsWith('/') ? `${API}${url}` : url,
      httpVersion: 'h2',
      headers: [{ name: ':authority', value: 'arcus.testsigma.com' }, ...(facts.requestHeaders ?? [])],
      queryString: [],
      cookies: [],
      headersSize: -1,
      bodySize: postData === undefined ? 0 : -1,
      ...(postData === undefined ? {} : { postData }),
    },
    response: {
      status,
      statusText: '',
      httpVersion: 'h2',
      headers: [json, ...(facts.responseHeaders ?? [])],
      cookies: [],
      content: facts.content ?? { mimeType: 'application/json', text, size: text.length },
      redirectURL: '',
      headersSize: -1,
      bodySize: -1,
    },
    cache: {},
    timings: { send: 0, wait: 0, receive: 0 },
  }
}

export function har(...entries: object[]): object {
  return { log: { version: '1.2', creator: { name: 'a browser', version: '1' }, entries } }
}
