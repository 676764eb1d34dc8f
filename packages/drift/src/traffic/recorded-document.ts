import { isObject } from '@testsigma-tms/spec/contract'
import { isExchangeFile, readExchangeFile } from './exchange-file.ts'
import { isNewmanReport, readNewman } from './newman.ts'
import { type RecordedItem, Unreadable } from './recorded.ts'

/** Maximum size in bytes of a file that is read as a whole. */
export const MOST_BYTES = 256 * 1024 * 1024

/** Whether a JSON document looks like a recording, or like something commonly mistaken for one. */
export function isRecording(content: unknown): boolean {
  return isObject(content) && (KEYS.some((key) => key in content) || lookalikeOf(content) !== undefined)
}

const KEYS = ['log', 'request', 'response', 'run', 'entries', 'executions']

/** Reads the exchanges of a JSON document. */
export async function* readDocument(
  content: unknown,
  name: string,
  readHar: (chunks: AsyncIterable<Uint8Array>) => AsyncIterable<RecordedItem>,
): AsyncGenerator<RecordedItem> {
  const document = withoutNull(content)
  if (isExchangeFile(content)) return yield readExchangeFile(content, name)
  if (isNewmanReport(document)) return yield* readNewman(document, name)
  const { log } = (content ?? {}) as { readonly log?: { readonly entries?: unknown } }
  // A HAR file in which `log` is not the first key, or with another encoding.
  if (Array.isArray(log?.entries)) return yield* readHar(once(JSON.stringify({ log: { entries: log.entries } })))
  const lookalike = isObject(content) ? lookalikeOf(content) : undefined
  throw new Unreadable(`${name} is not a HAR file: ${lookalike ?? 'expected "log" with "entries"'}.`)
}

/** Explains exports that contain no traffic, with an alternative. */
function lookalikeOf(content: Readonly<Record<string, unknown>>): string | undefined {
  const { info, item, results, resources, _type: type } = content
  if (isObject(info) && Array.isArray(item)) {
    return 'a Postman collection contains requests only; run it with Newman and `--reporters json`, and name that report'
  }
  if (Array.isArray(results) && results.some((each) => isObject(each) && 'responseCode' in each)) {
    return 'an export of a Postman run has no bodies; run the collection with Newman and `--reporters json`'
  }
  if ((type === 'export' && Array.isArray(resources)) || /insomnia/.test(String(type))) {
    return 'an Insomnia export contains requests only; export the responses as HAR'
  }
  return undefined
}

/** Some tools write `null` for missing fields. */
function withoutNull(content: unknown): unknown {
  return content === undefined ? undefined : JSON.parse(JSON.stringify(content), (_name, value) => value ?? undefined)
}

async function* once(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}
