import { UsageError } from '../command-line/usage-error.ts'

/** The base URL of an API, without a trailing slash. */
export function requireUrl(option: string, text: string): string {
  const url = URL.parse(text)
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.search !== '' || url.hash !== '') {
    throw new UsageError(`${option} must be an address such as https://arcus.testsigma.com/api/v1, without a key in it`)
  }
  return url.href.replace(/\/+$/, '')
}
