import type { Command } from './command.ts'

/** How to come to a command. */
export interface CommandEntry {
  readonly name: string
  /** What it does, in one line. */
  readonly summary: string
  /** Loads it, with the tools that it alone needs: outside this repository, not all of them are installed. */
  load(): Promise<Command>
}

/** Every command, in the order in which the help shows them. */
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
    summary: "holds the local server's answers against the contract",
    load: async () => (await import('./server.ts')).server,
  },
  {
    name: 'traffic',
    summary: 'holds recorded traffic (HAR) against the contract',
    load: async () => (await import('./traffic.ts')).traffic,
  },
  {
    name: 'live',
    summary: 'reads a running API and holds its answers against the contract',
    load: async () => (await import('./live.ts')).live,
  },
]
