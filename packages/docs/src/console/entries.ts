import type { Json } from '@testsigma-tms/spec/contract'
import type { Schema } from './operation.ts'

/**
 * An input of the console: its schema and its current value. The page changes the value; `problems.ts` validates it,
 * and `values.ts` converts it to what is sent.
 */
export type Entry = TextEntry | ChoiceEntry | ListEntry | GroupEntry | DocumentEntry | FileEntry

/** List items are always sent, optional fields only if they have a value. */
export type Presence = 'required' | 'optional' | 'item'

interface Common {
  schema: Schema
  presence: Presence
}

/** Strings and numbers, as typed. */
export interface TextEntry extends Common {
  kind: 'text'
  text: string
  isNull: boolean
}

/** Enums and booleans. */
export interface ChoiceEntry extends Common {
  kind: 'choice'
  options: readonly Json[]
  /** Undefined if nothing is chosen. */
  chosen: Json | undefined
}

export interface ListEntry extends Common {
  kind: 'list'
  isSent: boolean
  items: Entry[]
}

export interface GroupEntry extends Common {
  kind: 'group'
  isSent: boolean
  fields: Map<string, Entry>
  /** Files with names matching a pattern: form parts besides the declared fields. */
  files?: { pattern: string; example: string; parts: { name: string; entry: FileEntry }[] }
}

/** JSON that can be typed: a body, a form part that contains JSON, or a schema without an input of its own. */
export interface DocumentEntry extends Common {
  kind: 'document'
  /** The same as inputs; undefined if inputs cannot represent it. */
  content: Entry | undefined
  /** The JSON as typed, instead of the inputs. */
  raw: string | undefined
}

export interface FileEntry extends Common {
  kind: 'file'
  file: File | undefined
}

/** Creates the inputs of a schema, filled in with a value. */
export function entryOf(schema: Schema, value?: Json, presence: Presence = 'optional', name = 'file'): Entry {
  const common = { schema, presence }
  if (schema.contentSchema) return documentOf(schema.contentSchema, parsed(value), presence)
  if (schema.format === 'binary') return { kind: 'file', ...common, file: exampleFile(name, value) }
  const options = optionsOf(schema)
  if (options) return { kind: 'choice', ...common, options, chosen: chosenOf(options, value, presence) }
  if (typeOf(schema) === 'array') return listOf(schema, value, presence)
  if (typeOf(schema) === 'object') return groupOf(schema, value, presence)
  if (typeOf(schema) === undefined) return { kind: 'document', ...common, content: undefined, raw: printed(value) }
  return { kind: 'text', ...common, text: textOf(value), isNull: value === null && isNullable(schema) }
}

/** Creates the inputs of a JSON document, which can also be typed. */
export function documentOf(schema: Schema, value: Json | undefined, presence: Presence): DocumentEntry {
  const content = entryOf(schema, value, presence)
  return content.kind === 'document' ? content : { kind: 'document', schema, presence, content, raw: undefined }
}

/** The type of a schema besides null; undefined if there are several or none. */
export function typeOf({ type }: Schema): string | undefined {
  const types = [type ?? []].flat().filter((name) => name !== 'null')
  return types.length === 1 ? types[0] : undefined
}

export function isNullable({ type }: Schema): boolean {
  return Array.isArray(type) && type.includes('null')
}

/** The next free part name: `attachments_0_0`, then `attachments_0_1`. */
export function nextName(example: string, taken: string[]): string {
  const [, stem = example, last = '0'] = /^(.*?)(\d+)$/s.exec(example) ?? []
  let number = Number(last)
  while (taken.includes(`${stem}${number}`)) number += 1
  return `${stem}${number}`
}

function optionsOf(schema: Schema): readonly Json[] | undefined {
  if (schema.enum) return schema.enum
  return typeOf(schema) === 'boolean' ? [true, false, ...(isNullable(schema) ? [null] : [])] : undefined
}

function chosenOf(options: readonly Json[], value: Json | undefined, presence: Presence): Json | undefined {
  if (value !== undefined && options.includes(value)) return value
  return presence === 'optional' ? undefined : options[0]
}

function listOf(schema: Schema, value: Json | undefined, presence: Presence): ListEntry {
  const values = Array.isArray(value) ? value : []
  const items = values.map((item) => entryOf(schema.items ?? {}, item, 'item'))
  return { kind: 'list', schema, presence, isSent: presence !== 'optional' || Array.isArray(value), items }
}

function groupOf(schema: Schema, value: Json | undefined, presence: Presence): GroupEntry {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  const values = isObject ? value : {}
  const { properties = {}, patternProperties = {}, required = [] } = schema
  const fields = Object.entries(properties).map(([name, property]): [string, Entry] => [
    name,
    entryOf(property, own(values, name), required.includes(name) ? 'required' : 'optional', name),
  ])
  const group: GroupEntry = {
    kind: 'group',
    schema,
    presence,
    isSent: presence !== 'optional' || isObject,
    fields: new Map(fields),
  }
  const [pattern] = Object.entries(patternProperties).flatMap(([pattern, { format }]) =>
    format === 'binary' ? [pattern] : [],
  )
  if (pattern === undefined) return group
  const names = Object.keys(values).filter((name) => new RegExp(pattern, 'u').test(name))
  const parts = names.map((name) => ({ name, entry: filePart(name, own(values, name)) }))
  return { ...group, files: { pattern, example: names[0] ?? '', parts } }
}

/** A file part with a name chosen by the reader. */
export function filePart(name: string, value?: Json): FileEntry {
  return { kind: 'file', schema: { format: 'binary' }, presence: 'required', file: exampleFile(name, value) }
}

function own(values: { [name: string]: Json }, name: string): Json | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined
}

/** The example file, named after its part as in the samples: `junit.xml` for `junit_xml`. */
function exampleFile(name: string, value: Json | undefined): File | undefined {
  return typeof value === 'string' ? new File([value], name.replaceAll('_', '.')) : undefined
}

function textOf(value: Json | undefined): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function printed(value: Json | undefined): string {
  return value === undefined ? '' : JSON.stringify(value, null, 2)
}

function parsed(value: Json | undefined): Json | undefined {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value)
  } catch {
    return undefined
  }
}
