import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Repository } from '../test/repository.ts'

/** What can be generated anew after an edit, so that no gate finds it stale. */
export type Step = 'bundle' | 'types' | 'client' | 'cli' | 'samples'

/** A change to a copy of this repository. */
export interface Edit {
  /** What was done, in a few words. */
  readonly name: string
  /** What to generate afterwards, in this order. @default nothing */
  readonly regenerate?: readonly Step[]
  /** The gates that are asked, where the edit makes others fail on purpose. @default all */
  readonly gates?: readonly string[]
  apply(copy: Repository): Promise<void>
}

/** An edit that does harm. */
export interface Mutant extends Edit {
  /** The gate that has to notice, or the command where it is not a gate of `check`. */
  readonly gate: string
  /** A command line. @default `tms-check check --only <gate>` */
  readonly command?: readonly [program: 'tms-check' | 'tms-drift', ...args: string[]]
  /** What has to come of it: findings, or that the gate cannot check. @default 'findings' */
  readonly verdict?: 'findings' | 'could not check'
}

/** Everything between the contract and the samples. */
export const ALL: readonly Step[] = ['bundle', 'types', 'client', 'cli', 'samples']

/** An edit that puts a text in the place of another, which must be there. */
export function replace(file: string, from: string | RegExp, to: string): Edit['apply'] {
  return (copy) => copy.edit(file, from, to)
}

/** An edit made of several. */
export function inTurn(...edits: Edit['apply'][]): Edit['apply'] {
  return async (copy) => {
    for (const edit of edits) await edit(copy)
  }
}

/** Takes back what the changesets of today announce. */
export const announceNothing: Edit['apply'] = async (copy) => {
  for (const file of await readdir(join(copy.root, '.changeset'))) {
    if (file.endsWith('.md') && file !== 'README.md') await copy.delete(`.changeset/${file}`)
  }
}
