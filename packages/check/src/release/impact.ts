/** The impact of a change on users: none, something new, or a break. */
export type Impact = 'none' | 'addition' | 'breaking'

const ORDER: readonly Impact[] = ['none', 'addition', 'breaking']

export function largest(impacts: readonly Impact[]): Impact {
  return ORDER.findLast((impact) => impacts.includes(impact)) ?? 'none'
}

/** The part of a version that an impact raises. Before 1.0.0, a break raises the second part. */
export function bumpFor(impact: Exclude<Impact, 'none'>, version: string): 'major' | 'minor' | 'patch' {
  if (isBeforeOne(version)) return impact === 'breaking' ? 'minor' : 'patch'
  return impact === 'breaking' ? 'major' : 'minor'
}

/** The first version that may contain a change of this impact. */
export function versionAfter(version: string, impact: Impact): string {
  if (impact === 'none') return version
  const [major = 0, minor = 0, patch = 0] = parts(version)
  const next = { major: [major + 1, 0, 0], minor: [major, minor + 1, 0], patch: [major, minor, patch + 1] }
  return next[bumpFor(impact, version)].join('.')
}

/** The next patch version, for a release without changes of the contract. */
export function nextPatch(version: string): string {
  const [major, minor, patch = 0] = parts(version)
  return [major, minor, patch + 1].join('.')
}

/** Whether the first version is equal to or later than the second. */
export function isAtLeast(version: string, other: string): boolean {
  const [a, b] = [parts(version), parts(other)]
  const differing = a.findIndex((part, index) => part !== b[index])
  return differing === -1 || (a[differing] ?? 0) > (b[differing] ?? 0)
}

function isBeforeOne(version: string): boolean {
  return parts(version)[0] === 0
}

function parts(version: string): number[] {
  if (!/^\d+\.\d+\.\d+$/.test(version)) throw new Error(`Expected a version such as 1.2.3, got "${version}".`)
  return version.split('.').map(Number)
}
