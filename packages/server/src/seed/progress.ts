import type { WriteStream } from 'node:tty'
import type { SeedKind } from './amounts.ts'
import type { OnProgress } from './seed.ts'

const nouns: Record<SeedKind, string> = {
  users: 'users',
  projects: 'projects',
  folders: 'folders',
  stepGroups: 'step groups',
  cases: 'test cases',
  plans: 'test plans',
  runs: 'test runs',
}

const smallestStep = 10_000

/** Shows progress: on a terminal as one updating line, elsewhere as at most ten lines per kind. */
export function showProgress(stream: Pick<WriteStream, 'write' | 'isTTY'>): OnProgress {
  let said = 0
  return (kind, done, total) => {
    const text = `${nouns[kind]}: ${done.toLocaleString('en')} of ${total.toLocaleString('en')}`
    const isEnd = done === total
    const step = Math.max(smallestStep, total / 10)
    if (stream.isTTY) stream.write(`\r\u001b[K${text}${isEnd ? '\n' : ''}`)
    else if (isEnd || done - said >= step) stream.write(`${text}\n`)
    if (isEnd) said = 0
    else if (done - said >= step) said = done
  }
}
