import type { Project } from '@testsigma-tms/client'

/** `DEMO-2`, `DEMO-SG-2`, `DEMO-R-2`, `DEMO-P-2`: the project's prefix, optional letters for the kind, and a number. */
const humanId = /^(.+?)-(?:(?:SG|R|P)-)?\d+$/i
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
/** Separators that people and editors write between the parts of an ID. */
const separators = /\s*[-\u2010-\u2015\u2212]\s*|\s+/g

function isUuid(reference: string): boolean {
  return uuid.test(reference)
}

/** The prefix of a human ID; `undefined` for a UUID, and for text that is not an ID. */
export function prefixIn(reference: string): string | undefined {
  return isUuid(reference) ? undefined : humanId.exec(joined(reference))?.[1]
}

/** Normalises an ID: `DEMO-R-1` for `demo - r-1`; `undefined` if it is not an ID of this project. */
export function idIn(reference: string, { human_id_prefix: prefix }: Project): string | undefined {
  if (isUuid(reference)) return reference.toLowerCase()
  const found = prefixIn(reference)
  if (found?.toLowerCase() !== prefix.toLowerCase()) return undefined
  return prefix + joined(reference).slice(prefix.length).toUpperCase()
}

function joined(reference: string): string {
  return reference.trim().replaceAll(separators, '-')
}
