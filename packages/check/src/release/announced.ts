import { readFile, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import getReleasePlan from '@changesets/get-release-plan'
import type { Field } from './field-at.ts'
import { bumpFor, type Impact, isAtLeast, nextPatch, versionAfter } from './impact.ts'
import { type Line, PACKAGE_OF, publishedPackages, type Versions } from './packages.ts'
import { releasedVersions } from './released.ts'

/**
 * The next version of each published package, according to the changesets or to a prepared release. A release raises
 * every package, because each is packed and tested again.
 */
export async function announcedPackages(root: string): Promise<Map<string, string>> {
  const { releases } = await getReleasePlan(root)
  const planned = new Map(releases.map(({ name, newVersion }) => [name, newVersion]))
  const unplanned = (version: string) => (planned.size > 0 ? nextPatch(version) : version)
  const packages = await publishedPackages(root)
  return new Map(packages.map(({ name, version }) => [name, planned.get(name) ?? unplanned(version)]))
}

/** The next versions of the contract and the packages. */
export async function announcedVersions(root: string): Promise<Versions> {
  const announced = await announcedPackages(root)
  const of = (line: Line) => {
    const version = announced.get(PACKAGE_OF[line])
    if (version === undefined) throw new Error(`There is no package ${PACKAGE_OF[line]} that is published.`)
    return version
  }
  return { contract: of('contract'), packages: of('packages') }
}

/** Ensures that a release raises the contract even if no changeset does. */
export async function raiseContract(root: string): Promise<void> {
  const { releases } = await getReleasePlan(root)
  if (releases.some(({ name }) => name === PACKAGE_OF.contract)) return
  const text = `---\n'${PACKAGE_OF.contract}': patch\n---\n\nEvery release raises it.\n`
  await writeFile(resolve(root, '.changeset/every-release-raises-the-contract.md'), text)
}

/** The announced release of one line, compared with the last release. */
export interface Announcement {
  readonly line: Line
  /** The version of the last release. */
  readonly released: string
  readonly announced: string
  /** Texts that announce changes: changesets, and the changelog of a prepared release. */
  readonly texts: readonly AnnouncedText[]
}

export interface AnnouncedText {
  /** Path relative to the repository root. */
  readonly file: string
  readonly text: string
}

export async function readAnnouncement(root: string, line: Line): Promise<Announcement> {
  const [released, announced] = await Promise.all([releasedVersions(root), announcedVersions(root)])
  const { changesets } = await getReleasePlan(root)
  const pending = changesets.map(({ id, summary }) => ({ file: `.changeset/${id}.md`, text: summary }))
  const texts = [...pending, ...(await preparedText(root, announced.packages))]
  return { line, released: released[line], announced: announced[line], texts }
}

/** The section of the changelog about an unreleased version. */
async function preparedText(root: string, version: string): Promise<AnnouncedText[]> {
  const text = await readFile(resolve(root, 'CHANGELOG.md'), 'utf8').catch(() => '')
  const section = text.split(/^(?=## )/m).find((part) => part.startsWith(`## ${version} `))
  return section === undefined ? [] : [{ file: 'CHANGELOG.md', text: section }]
}

/** Whether the announced version allows changes of this impact. */
export function announces(
  { released, announced }: Pick<Announcement, 'released' | 'announced'>,
  impact: Impact,
): boolean {
  return isAtLeast(announced, versionAfter(released, impact))
}

/** What an announcement must name. */
export interface Announced {
  /** The changed operation or type, then the operations that use it. A text must name the first, or all others. */
  readonly subjects: readonly string[]
  /** The changed field: a text that names other fields of the type is not about it. */
  readonly field?: Field | undefined
}

/** The file that names the change. */
export function announcedIn(
  { texts }: Pick<Announcement, 'texts'>,
  { subjects, field }: Announced,
): AnnouncedText | undefined {
  const [owner, ...users] = subjects
  if (owner === undefined) return undefined
  return texts.find(({ text }) => {
    const isNamed = names(text, owner) || (users.length > 0 && users.every((user) => names(text, user)))
    if (!isNamed || field === undefined) return isNamed
    return namesField(text, field.name) || !field.others.some((other) => namesFieldAsCode(text, other))
  })
}

/** Matches `User`, but not the end of `my.User`. */
function names(text: string, name: string): boolean {
  return new RegExp(`(?<![\\w.])${escaped(name)}(?!\\w)`).test(text)
}

/** Matches `last_name`, or the end of `User.last_name`. */
function namesField(text: string, name: string): boolean {
  return new RegExp(`(?<!\\w)${escaped(name)}(?!\\w)`).test(text)
}

/** Requires code formatting for field names that are also English words: `name`, `order`. */
function namesFieldAsCode(text: string, name: string): boolean {
  const before = name.includes('_') ? '(?<!\\w)' : '(?<=[`.])'
  return new RegExp(`${before}${escaped(name)}(?!\\w)`).test(text)
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

/** A fix that explains how to announce a change. */
export function howToAnnounce(
  { line, released, announced }: Omit<Announcement, 'texts'>,
  impact: Exclude<Impact, 'none'>,
): string {
  const bump = bumpFor(impact, released)
  return `undo the change, or announce it with \`pnpm changeset\` as ${bump} of ${PACKAGE_OF[line]}: ${versionAfter(released, impact)} is asked for, ${announced} is announced`
}
