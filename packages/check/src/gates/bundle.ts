import type { Gate } from '../gate.ts'
import { compareWithFresh } from '../regenerate.ts'

export const bundle: Gate = {
  name: 'bundle',
  kind: 'stale',
  summary: 'spec/dist with a fresh bundle of spec/',
  reads: ['spec'],
  run: (root) => compareWithFresh(root, { folder: 'spec', output: 'dist' }),
}
