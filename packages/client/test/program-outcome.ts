import { expect } from 'vitest'

/** What `soak/consumer/program.js` returns, wherever it runs. */
export const programOutcome = {
  emails: expect.arrayContaining(['jane.doe@example.com', 'john.smith@example.com']),
  assigned: [true, 200, true],
  recorded: ['9ac271b6-4e89-4c93-8c75-2d625efa0b2d', null],
  imported: 'string',
  failures: {
    missing: 'NotFoundError',
    failing: 'IndeterminateWriteError',
    cutOff: 'ConnectionError',
    slow: 'TimeoutError',
    late: 'TimeoutError',
    aborted: 'changed my mind',
    reset: 'ConnectionError',
  },
  sentOnce: true,
}
