import type { Gate } from '../gate.ts'
import { checkServer } from '../scenario/check-server.ts'

export const server: Gate = {
  name: 'server',
  kind: 'drift',
  summary: 'what the local server responds, in both profiles, with the contract; coverage of operations and statuses',
  reads: ['spec', 'packages/client', 'packages/server', 'packages/types'],
  run: (root) => checkServer(root),
}
