import type { CommandEntry } from '../command-line/run.ts'

/** The commands of `tms-drift`, in the order of the help. */
export const commands: readonly CommandEntry[] = [
  {
    name: 'live',
    summary: 'reads a running API and compares its responses with the contract',
    load: async () => (await import('./live.ts')).live,
  },
  {
    name: 'traffic',
    summary: 'compares recorded traffic (HAR) with the contract',
    load: async () => (await import('./traffic.ts')).traffic,
  },
]
