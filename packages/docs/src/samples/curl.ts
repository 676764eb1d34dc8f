import type { SampleRequest } from './sample.ts'

/** Writes a request as a curl command for a POSIX shell. */
export function curl({ method, url, headers, body, files = [] }: SampleRequest): string {
  const words = [
    `curl -X ${method}`,
    quoted(url),
    ...headers.map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...files.map(([part, file]) => `-F ${quoted(`${part}=@${file}`)}`),
    ...(body === undefined ? [] : [`-d ${quoted(JSON.stringify(body, null, 2).replaceAll('\n', '\n  '))}`]),
  ]
  return words.join(' \\\n  ')
}

/** Quotes a text for a POSIX shell. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
