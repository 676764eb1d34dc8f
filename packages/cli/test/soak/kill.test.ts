import { test } from 'vitest'
import { killRounds } from '../process/kill-rounds.ts'

test('ten kills at different moments of an upload, each followed by --resume: every result exactly once', () =>
  killRounds([
    { batch: 1, moment: 'before' },
    { batch: 2, moment: 'after' },
    { batch: 4, moment: 'before' },
    { batch: 5, moment: 'after' },
    { batch: 6, moment: 'after' },
    { batch: 7, moment: 'before' },
    { batch: 9, moment: 'after' },
    { batch: 10, moment: 'before' },
    { batch: 11, moment: 'after' },
    { batch: 12, moment: 'before' },
  ]))
