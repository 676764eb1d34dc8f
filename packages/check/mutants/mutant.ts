import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Repository } from '../test/repository.ts'

/** What can be regenerated after an edit, so that no gate reports it as stale. */
export type Step = 'bundle' | 'types' | 'client' | 'cli' | 'samples'

/** A change to a copy of this repository. */
export interface Edit {
  /** What is changed, in a few words. */
  readonly name: string
  /** What to regenerate afterwards, in this order. @default nothing */
  readonly regenerate?: readonly Step[]
  /** The gates to run, if the edit intentionally makes others fail. @default all */
  readonly gates?: readonly string[]
  apply(copy: Repository): Promise<void>
}

/** A harmful edit. */
export interface Mutant extends Edit {
  /** The gate that must detect it, or the command if it is not a gate of `check`. */
  readonly gate: string
  /** The command line. @default `tms-check check --only <gate>` */
  readonly command?: readonly [program: 'tms-check' | 'tms-drift', ...args: string[]]
  /** The expected result: findings, or that the gate cannot check. @default 'findings' */
  readonly verdict?: 'findings' | 'could not check'
}

/** Everything from the contract to the samples. */
export const ALL: readonly Step[] = ['bundle', 'types', 'client', 'cli', 'samples']

/** An edit that replaces a text, which must exist. */
export function replace(file: string, from: string | RegExp, to: string): Edit['apply'] {
  return (copy) => copy.edit(file, from, to)
}

/** An edit that consists of several. */
export function inTurn(...edits: Edit['apply'][]): Edit['apply'] {
  return async (copy) => {
    for (const edit of edits) await edit(copy)
  }
}

/** Deletes the current changesets. */
export const announceNothing: Edit['apply'] = async (copy) => {
  for (const file of await readdir(join(copy.root, '.changeset'))) {
    if (file.endsWith('.md') && file !== 'README.md') await copy.delete(`.changeset/${file}`)
  }
}
