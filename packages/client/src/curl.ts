import type { SentBody } from './form.ts'

/** The parts of a request that are needed to repeat it with curl. */
export interface CurlRequest {
  readonly method: string
  readonly url: string
  readonly requestBody: SentBody
}

/** A curl command that sends the same request. It reads the key from the variable `TESTSIGMA_API_KEY`. */
export function curlCommand({ method, url, requestBody }: CurlRequest): string {
  const command = [`curl -X ${method} ${shellQuote(url)}`, `-H "Authorization: Bearer $TESTSIGMA_API_KEY"`]
  return [...command, ...curlBody(requestBody)].join(' \\\n  ')
}

function curlBody(body: SentBody = []): string[] {
  if (typeof body === 'string') return [`-H 'Content-Type: application/json'`, `-d ${shellQuote(body)}`]
  return body.map(({ name, value, filename }) =>
    filename === undefined
      ? `--form-string ${shellQuote(`${name}=${value}`)}`
      : `-F ${shellQuote(`${name}=@${curlQuote(filename)}`)}`,
  )
}

/** Quotes a file name that contains characters with a special meaning in curl's `-F` option. */
function curlQuote(filename: string): string {
  return /[;,"\\]/.test(filename) ? `"${filename.replace(/["\\]/g, '\\$&')}"` : filename
}

function shellQuote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
