import type { CommandEntry } from '@testsigma-tms/drift/command-line'

/** The commands of `tms-check`, in the order of the help. */
export const commands: readonly CommandEntry[] = [
  {
    name: 'check',
    summary: 'checks this repository with every gate',
    load: async () => (await import('./check.ts')).check,
  },
  {
    name: 'changelog',
    summary: 'writes what has changed since the last release, and how to migrate',
    load: async () => (await import('./changelog.ts')).changelog,
  },
  {
    name: 'release',
    summary: 'writes CHANGELOG.md and raises versions, as the changesets say',
    load: async () => (await import('./release.ts')).release,
  },
  {
    name: 'server',
    summary: "compares the local server's responses with the contract",
    load: async () => (await import('./server.ts')).server,
  },
]
