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

/** Says how far it is: on a terminal in one line that changes, elsewhere in ten lines at most for each kind. */
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
