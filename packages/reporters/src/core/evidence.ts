import { constants, openAsBlob } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Evidence, FinishedTest } from './finished-test.ts'

/** The API's limit for one attachment, in bytes. */
const largest = 25 * 2 ** 20
/** Limit for all attachments of one result, in bytes, so that they never prevent the result from being recorded. */
const largestTogether = 32 * 2 ** 20
/** Most files per result. */
const most = 10
/** Longest console output of one test, in characters. Its end is kept, because that is the most useful part. */
const longestConsole = 256 * 2 ** 10

export interface Opened {
  readonly files: readonly File[]
  /** Files that could not be attached, with the reason. */
  readonly problems: readonly string[]
}

/** Opens the files of failed and flaky tests. */
export async function openEvidence(tests: readonly FinishedTest[]): Promise<Opened> {
  const wanted = tests.filter(({ outcome, flaky }) => outcome === 'failed' || flaky).flatMap(({ evidence }) => evidence)
  const files: File[] = []
  const problems = wanted.slice(most).map(({ name }) => `${name}: a result has at most ${most} attachments`)
  let room = largestTogether
  for (const each of wanted.slice(0, most)) {
    const opened = await open(each)
    if (typeof opened === 'string') problems.push(`${each.name}: ${opened}`)
    else if (opened.size > room)
      problems.push(`${each.name}: a result has at most ${largestTogether} bytes of attachments`)
    else {
      files.push(opened)
      room -= opened.size
    }
  }
  return { files, problems }
}

async function open({ name, path, body }: Evidence): Promise<File | string> {
  try {
    if (body) return body.byteLength > largest ? tooLarge(body.byteLength) : new File([new Uint8Array(body)], name)
    if (path === undefined) return 'it has neither a path nor a body'
    const found = await stat(path)
    if (!found.isFile()) return `${path} is not a file`
    await access(path, constants.R_OK)
    const { size } = found
    return size > largest ? tooLarge(size) : new File([await openAsBlob(path)], basename(path))
  } catch (error) {
    return (error as Error).message
  }
}

function tooLarge(size: number): string {
  return `it has ${size} bytes, and the API accepts ${largest}`
}

/** Console output as a file; empty if there is none. */
export function consoleEvidence(chunks: readonly (string | Uint8Array)[]): Evidence[] {
  const text = chunks.map((chunk) => (typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString())).join('')
  return text === '' ? [] : [{ name: 'console.txt', body: Buffer.from(text.slice(-longestConsole)) }]
}
