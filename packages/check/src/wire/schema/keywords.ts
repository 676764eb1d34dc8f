import { ANNOTATIONS } from './annotations.ts'
import { CONSTRAINTS } from './constraints.ts'

/** Keywords that are compared where schemas are taken apart: what is below them, or what they are together with others. */
const STRUCTURE: Readonly<Record<string, 'conjunction' | 'types' | 'objects' | 'arrays' | 'choices'>> = {
  $ref: 'conjunction',
  $dynamicRef: 'conjunction',
  allOf: 'conjunction',
  type: 'types',
  properties: 'objects',
  patternProperties: 'objects',
  additionalProperties: 'objects',
  propertyNames: 'objects',
  required: 'objects',
  dependentRequired: 'objects',
  dependentSchemas: 'objects',
  items: 'arrays',
  prefixItems: 'arrays',
  contains: 'arrays',
  minContains: 'arrays',
  maxContains: 'arrays',
  unevaluatedItems: 'choices',
  unevaluatedProperties: 'choices',
  anyOf: 'choices',
  oneOf: 'choices',
  not: 'choices',
  if: 'choices',
  // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema.
  then: 'choices',
  else: 'choices',
}

/** Keywords that change no request and no response, and why. */
export const WITHOUT_MEANING: Readonly<Record<string, string>> = {
  title: 'words for people',
  description: 'words for people',
  $comment: 'words for people',
  examples: 'examples are checked by a gate of their own',
  example: 'examples are checked by a gate of their own',
  externalDocs: 'a link for people',
  $defs: 'what is in it counts where something refers to it',
  definitions: 'what is in it counts where something refers to it',
  $anchor: 'a name; what refers to it is followed',
  $dynamicAnchor: 'a name; what refers to it is followed',
  'x-provenance': 'where a fact comes from',
  'x-enumDescriptions': 'words for people',
}

/** Keywords that the comparison cannot deal with, and why. */
const REFUSED: Readonly<Record<string, string>> = {
  $id: 'it moves the base of all references below it',
  $schema: 'a schema in another dialect has other keywords',
  $vocabulary: 'it changes what keywords mean',
}

/** Why a keyword is no part of the comparison; `undefined` where it is compared or cannot matter. */
export function problemWith(keyword: string): string | undefined {
  const refused = Object.hasOwn(REFUSED, keyword) ? REFUSED[keyword] : undefined
  if (refused !== undefined) return `${keyword} is not supported in a schema: ${refused}`
  const isKnown = [STRUCTURE, CONSTRAINTS, ANNOTATIONS, WITHOUT_MEANING].some((table) => Object.hasOwn(table, keyword))
  return isKnown ? undefined : `${keyword} is no keyword that packages/check/src/wire/schema/keywords.ts knows`
}

/** Every keyword that is compared. */
export function comparedKeywords(): string[] {
  return [STRUCTURE, CONSTRAINTS, ANNOTATIONS].flatMap((table) => Object.keys(table))
}
