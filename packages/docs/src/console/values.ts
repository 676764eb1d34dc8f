import type { Json } from '@testsigma-tms/spec/contract'
import { type DocumentEntry, documentOf, type Entry, type GroupEntry, type TextEntry, typeOf } from './entries.ts'

/** A part of a form. */
export type Part = { name: string; text: string } | { name: string; file: File }

/** The value of an input as JSON; undefined if nothing is to be sent. Files are represented by their name. */
export function valueIn(entry: Entry): Json | undefined {
  switch (entry.kind) {
    case 'text':
      return valueOfText(entry)
    case 'choice':
      return entry.chosen
    case 'list':
      return entry.isSent ? entry.items.map(valueIn).filter((item) => item !== undefined) : undefined
    case 'group':
      return entry.isSent ? valueOfGroup(entry) : undefined
    case 'document':
      return valueOfDocument(entry)
    case 'file':
      return entry.file?.name
  }
}

/** The JSON of a document, exactly as typed if it was typed. */
export function textOfDocument({ raw, content }: DocumentEntry): string | undefined {
  if (raw !== undefined) return raw.trim() === '' ? undefined : raw
  const value = content && valueIn(content)
  return value === undefined ? undefined : JSON.stringify(value, null, 2)
}

/** The parts of a form, in the order of the contract. */
export function partsOf({ fields, files }: GroupEntry): Part[] {
  const named = [...fields].flatMap(([name, entry]) => partOf(name, entry))
  return [...named, ...(files?.parts ?? []).flatMap(({ name, entry }) => partOf(name, entry))]
}

/**
 * Converts typed JSON to inputs.
 *
 * @throws SyntaxError if it is not valid JSON, and Error if inputs cannot represent all of it
 */
export function withInputs({ schema, presence, raw }: DocumentEntry): DocumentEntry {
  const value: Json = JSON.parse(raw ?? '')
  const document = documentOf(schema, value, presence)
  const kept = document.content && valueIn(document.content)
  if (kept === undefined || !isEqual(kept, value)) {
    throw new Error('The form cannot represent all of this JSON, so it stays text')
  }
  return document
}

function valueOfText({ schema, presence, text, isNull }: TextEntry): Json | undefined {
  if (isNull) return null
  if (text === '' && presence !== 'item' && !(presence === 'required' && takesEmptyText(schema))) return undefined
  return ['integer', 'number'].includes(typeOf(schema) ?? '') ? (numberIn(text) ?? text) : text
}

function takesEmptyText({ minLength = 0, format, pattern = '', ...schema }: TextEntry['schema']): boolean {
  return typeOf(schema) === 'string' && minLength === 0 && format === undefined && new RegExp(pattern, 'u').test('')
}

/** An invalid number is sent as text, so that the API refuses it. */
function numberIn(text: string): number | undefined {
  const trimmed = text.trim()
  if (!/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(trimmed)) return undefined
  const number = Number(trimmed)
  const isExact = Number.isInteger(number) ? Number.isSafeInteger(number) : Number.isFinite(number)
  return isExact ? number : undefined
}

function valueOfGroup({ fields }: GroupEntry): Json {
  // From entries, so that a field may have any name, such as `__proto__`.
  return Object.fromEntries(
    [...fields].flatMap(([name, entry]) => {
      const value = valueIn(entry)
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

function valueOfDocument(entry: DocumentEntry): Json | undefined {
  const text = textOfDocument(entry)
  try {
    return text === undefined ? undefined : JSON.parse(text)
  } catch {
    return text
  }
}

function partOf(name: string, entry: Entry): Part[] {
  if (entry.kind === 'file') return entry.file ? [{ name, file: entry.file }] : []
  const text = entry.kind === 'document' ? textOfDocument(entry) : plainText(valueIn(entry))
  return text === undefined ? [] : [{ name, text }]
}

/** The text of a value in a query, a path or a form part. */
export function plainText(value: Json | undefined): string | undefined {
  return value === undefined || typeof value === 'string' ? value : JSON.stringify(value)
}

/** Whether two JSON values are equal, ignoring the order of properties. */
export function isEqual(one: Json, other: Json): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other))
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))
  return Object.fromEntries(entries.map(([name, item]) => [name, sorted(item)]))
}
