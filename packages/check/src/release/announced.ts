import { glob, readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import getReleasePlan from '@changesets/get-release-plan'
import type { Field } from './field-at.ts'
import { bumpFor, type Impact, isAtLeast, versionAfter } from './impact.ts'

/** A package that is published, and so carries the contract's version. */
export interface Package {
  readonly name: string
  /** Its `package.json`, below the repository's root. */
  readonly file: string
  readonly version: string
}

/** The package that carries the contract itself. */
export const CONTRACT_PACKAGE = '@testsigma-tms/spec'

/** Every package of the workspace that is published. */
export async function publishedPackages(root: string): Promise<Package[]> {
  const packages: Package[] = []
  for await (const file of glob('{spec,packages/*}/package.json', { cwd: root })) {
    const { name, version, private: isPrivate } = JSON.parse(await readFile(resolve(root, file), 'utf8'))
    if (!isPrivate) packages.push({ name, version, file })
  }
  return packages.sort((a, b) => a.file.localeCompare(b.file))
}

/** The version that the changesets, or a release that is being prepared, will give each published package. */
export async function announcedVersions(root: string): Promise<Map<string, string>> {
  const { releases } = await getReleasePlan(root)
  const planned = new Map(releases.map(({ name, newVersion }) => [name, newVersion]))
  const packages = await publishedPackages(root)
  return new Map(packages.map(({ name, version }) => [name, planned.get(name) ?? version]))
}

/** The version that the contract will have. */
export async function announcedVersion(root: string): Promise<string> {
  const version = (await announcedVersions(root)).get(CONTRACT_PACKAGE)
  if (version === undefined) throw new Error(`There is no package ${CONTRACT_PACKAGE} that is published.`)
  return version
}

/** What is to be released, against what has been. */
export interface Announcement {
  /** The version of the last release. */
  readonly released: string
  readonly announced: string
  /** Where changes are announced in words: changesets, and the changelog of a release that is being prepared. */
  readonly texts: readonly AnnouncedText[]
}

export interface AnnouncedText {
  /** Below the repository's root. */
  readonly file: string
  readonly text: string
}

export async function readAnnouncement(root: string, released: string): Promise<Announcement> {
  const [announced, { changesets }] = await Promise.all([announcedVersion(root), getReleasePlan(root)])
  const pending = changesets.map(({ id, summary }) => ({ file: `.changeset/${id}.md`, text: summary }))
  return { released, announced, texts: [...pending, ...(await preparedText(root, announced))] }
}

/** What the changelog says of a version that is not released yet. */
async function preparedText(root: string, version: string): Promise<AnnouncedText[]> {
  const text = await readFile(resolve(root, 'CHANGELOG.md'), 'utf8').catch(() => '')
  const section = text.split(/^(?=## )/m).find((part) => part.startsWith(`## ${version} `))
  return section === undefined ? [] : [{ file: 'CHANGELOG.md', text: section }]
}

/** Whether the version to come says that there are changes of this impact. */
export function announces({ released, announced }: Omit<Announcement, 'texts'>, impact: Impact): boolean {
  return isAtLeast(announced, versionAfter(released, impact))
}

/** What an announcement has to name. */
export interface Announced {
  /** The operation or type that has changed, and then the operations that use it: all of these name it as well. */
  readonly subjects: readonly string[]
  /** The field that has changed: a text that names other fields of its type is not about this one. */
  readonly field?: Field | undefined
}

/** The file that names what has changed. */
export function announcedIn({ texts }: Announcement, { subjects, field }: Announced): AnnouncedText | undefined {
  const [owner, ...users] = subjects
  if (owner === undefined) return undefined
  return texts.find(({ text }) => {
    const isNamed = names(text, owner) || (users.length > 0 && users.every((user) => names(text, user)))
    if (!isNamed || field === undefined) return isNamed
    return namesField(text, field.name) || !field.others.some((other) => namesFieldAsCode(text, other))
  })
}

/** `User`, and not the end of `my.User`. */
function names(text: string, name: string): boolean {
  return new RegExp(`(?<![\\w.])${escaped(name)}(?!\\w)`).test(text)
}

/** `last_name`, or the end of `User.last_name`. */
function namesField(text: string, name: string): boolean {
  return new RegExp(`(?<!\\w)${escaped(name)}(?!\\w)`).test(text)
}

/** Names of fields are words of English, too: `name`, `order`. */
function namesFieldAsCode(text: string, name: string): boolean {
  const before = name.includes('_') ? '(?<!\\w)' : '(?<=[`.])'
  return new RegExp(`${before}${escaped(name)}(?!\\w)`).test(text)
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

/** How to announce a change. */
export function howToAnnounce(
  { released, announced }: Omit<Announcement, 'texts'>,
  impact: Exclude<Impact, 'none'>,
): string {
  const bump = bumpFor(impact, released)
  return `undo the change, or announce it with \`pnpm changeset\` as ${bump} of ${CONTRACT_PACKAGE}: ${versionAfter(released, impact)} is asked for, ${announced} is announced`
}
