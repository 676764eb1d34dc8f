import type { Json } from '@testsigma-tms/spec/contract'
import { expectation as expectationOf, NO_DUPLICATES } from '@testsigma-tms/spec/schema'
import {
  type DocumentEntry,
  type Entry,
  entryOf,
  type GroupEntry,
  isNullable,
  type ListEntry,
  typeOf,
} from './entries.ts'
import type { Schema } from './operation.ts'
import { isEqual, valueIn } from './values.ts'

/** Path of an input, such as `['body', 'steps', 0, 'order']`. */
export type Path = (string | number)[]

/** A problem with an input, or with a value that the API refused. */
export interface Problem {
  path: Path
  message: string
  /** Whether the request cannot be sent at all. */
  isFinal?: boolean
}

/** Validates an input and those inside it against the contract. */
export function problemsOf(entry: Entry, path: Path): Problem[] {
  switch (entry.kind) {
    case 'list':
      return problemsOfList(entry, path)
    case 'group':
      return problemsOfGroup(entry, path)
    case 'document':
      return problemsOfDocument(entry, path)
    case 'file':
      return entry.presence === 'required' && !entry.file ? [{ path, message: 'required: choose a file' }] : []
    default:
      return problemsOfValue(entry, path)
  }
}

function problemsOfValue(entry: Entry, path: Path): Problem[] {
  const value = valueIn(entry)
  if (value === undefined) return entry.presence === 'required' ? [{ path, message: 'required' }] : []
  const expected = expectation(entry.schema)
  return isValid(entry.schema, value) ? [] : [{ path, message: `must be ${expected}` }]
}

function problemsOfList({ schema, isSent, items }: ListEntry, path: Path): Problem[] {
  if (!isSent) return []
  const { minItems = 0, maxItems = Number.POSITIVE_INFINITY, uniqueItems } = schema
  const values = items.map((item) => valueIn(item) ?? null)
  const isTwice = (value: Json, index: number) => values.findIndex((other) => isEqual(other, value)) < index
  return [
    ...items.flatMap((item, index) => problemsOf(item, [...path, index])),
    ...(items.length < minItems || items.length > maxItems
      ? [{ path, message: `must be ${expectation(schema)}` }]
      : []),
    ...(uniqueItems && values.some(isTwice) ? [{ path, message: `must be ${NO_DUPLICATES}` }] : []),
  ]
}

function problemsOfGroup({ isSent, fields, files }: GroupEntry, path: Path): Problem[] {
  if (!isSent) return []
  const names = (files?.parts ?? []).map(({ name }) => name)
  return [
    ...[...fields].flatMap(([name, entry]) => problemsOf(entry, [...path, name])),
    ...(files?.parts ?? []).flatMap(({ name, entry }, index) => [
      ...problemsOf(entry, [...path, name]),
      ...(new RegExp(files?.pattern ?? '', 'u').test(name) && names.indexOf(name) === index
        ? []
        : [{ path: [...path, name], message: `must be named like ${files?.pattern}, each name once` }]),
    ]),
  ]
}

function problemsOfDocument({ schema, presence, content, raw }: DocumentEntry, path: Path): Problem[] {
  if (raw === undefined) return content ? problemsOf(content, path) : []
  if (raw.trim() === '') return presence === 'required' ? [{ path, message: 'required' }] : []
  try {
    const value: Json = JSON.parse(raw)
    // Inputs validate the JSON if they can represent it; otherwise only the API does.
    const entry = entryOf(schema, value, presence)
    return entry.kind !== 'document' && isEqual(valueIn(entry) ?? null, value) ? problemsOf(entry, path) : []
  } catch (error) {
    return [{ path, message: `must be JSON: ${(error as Error).message}` }]
  }
}

function isValid(schema: Schema, value: Json): boolean {
  if (value === null) return isNullable(schema) || (schema.enum?.includes(null) ?? false)
  if (schema.enum) return schema.enum.some((option) => isEqual(option, value))
  const type = typeOf(schema)
  if (type === 'integer' || type === 'number') return typeof value === 'number' && isValidNumber(schema, value)
  if (type === 'string') return typeof value === 'string' && isValidText(schema, value)
  return true
}

function isValidNumber(schema: Schema, value: number): boolean {
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = schema
  if (value < minimum || value > maximum) return false
  if (typeOf(schema) === 'integer' && !Number.isInteger(value)) return false
  return schema.format !== 'int32' || (Number.isInteger(value) && value === (value | 0))
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

function isValidText({ minLength = 0, maxLength, pattern, format }: Schema, text: string): boolean {
  const { length } = [...text]
  if (length < minLength || length > (maxLength ?? length)) return false
  if (pattern !== undefined && !new RegExp(pattern, 'u').test(text)) return false
  return format !== 'uuid' || uuid.test(text)
}

/** Describes what a schema accepts: `an integer of 1 or more`; for int64, which is a timestamp, its meaning. */
export function expectation(schema: Schema): string {
  return schema.format === 'int64' ? 'a moment: seconds, or milliseconds, since 1970' : expectationOf(schema)
}
