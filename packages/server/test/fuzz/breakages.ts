import { contractOperations } from '../../src/http/contract.ts'
import type { Random } from '../../src/seed/random.ts'
import type { Draft, Sent } from './draft.ts'
import type { Place } from './values.ts'

const wrongValues = [null, true, -1, 1e308, 0.1, '', 'x', '🐞\u0000', [], [null], {}, { length: 1 }, 'y'.repeat(20_000)]
const wrongIds = ['DEMO-R-999999', 'demo-2', 'DEMO-', '-1', '..', '%00', 'a/b', "' or 1=1--", '🐞', 'z'.repeat(3000)]
const wrongPages = ['0', '-1', '10000000', '1.5', '1e999', 'ten', '', ' 1', '0x10', '99999999999']
const wrongCursors = ['x', '', 'W10', 'bnVsbA', btoa('[{"field":"users.tsid","value":"1","direction":"UP"}]'), '%']
/** Properties that every object inherits. */
const prototypeNames = ['__proto__', 'toString', 'constructor', 'hasOwnProperty', 'valueOf']
const wrongKeys = [
  '',
  'Bearer',
  'Bearer ',
  'Bearer wrong',
  'Basic dXNlcjpwYXNz',
  'bearer a b',
  'Bearer \xff',
  'x'.repeat(9000),
]
const wrongTypes = [
  'text/plain',
  'json',
  'multipart/form-data',
  'application/xml',
  '',
  'application/json; charset=utf-16',
]

/** Ways to make a request invalid before it is serialised. */
export const breakDraft: ((draft: Draft, place: Place) => void)[] = [
  (draft, { random }) => change(draft, random, (object) => Object.assign(object, { extra: 1 })),
  (draft, { random }) =>
    change(draft, random, (object, name) => Object.assign(object, { [name]: random.pick(wrongValues) })),
  (draft, { random }) =>
    change(draft, random, (object, name) => {
      delete object[name]
    }),
  (draft, { random }) => {
    if (draft.operation.requestBody) draft.body = random.pick(wrongValues)
  },
  ({ query }, { random }) => query.push([random.pick(['page_size', 'size', 'page']), random.pick(wrongPages)]),
  ({ query }, { random }) => query.push([random.pick(['cursor', 'next']), random.pick(wrongCursors)]),
  ({ query }, { random, world }) =>
    query.push([random.pick(['cursor', 'next']), world.cursors.length > 0 ? random.pick(world.cursors) : 'x']),
  ({ query }, { random }) => query.push(['page_size', '1'], ['page_size', '2'], [random.pick(wrongIds), 'x']),
  (draft, { random }) => changeParam(draft, random, () => random.pick([...wrongIds, random.uuid()])),
  (draft, { random, world, project }) =>
    changeParam(draft, random, (name) => world.foreign(random, name, name === 'project_id' ? '' : project)),
  (draft, { random, world, project }) =>
    change(draft, random, (object, name) => Object.assign(object, { [name]: world.foreign(random, name, project) })),
  ({ headers }, { random }) => {
    if (random.chance(0.3)) delete headers.authorization
    else headers.authorization = random.pick(wrongKeys)
  },
  (draft, { random }) => {
    const method = random.pick(['patch', 'post', 'delete', 'options'] as const)
    const isDeclared = contractOperations.some(
      ({ path, method: other }) => path === draft.operation.path && other === method,
    )
    if (!isDeclared) draft.operation = { ...draft.operation, method }
  },
  (draft) => {
    draft.operation = { ...draft.operation, path: `${draft.operation.path}/history` }
  },
  // Names of inherited properties, as a field and as a value.
  (draft, { random }) =>
    change(draft, random, (object, name) => {
      const text = random.pick(prototypeNames)
      Object.assign(object, random.chance(0.5) ? { [name]: text } : Object.fromEntries([[text, 1]]))
    }),
  // Far deeper or longer than any real request.
  (draft, { random }) =>
    change(draft, random, (object, name) => Object.assign(object, { [name]: deep(random.pick([31, 33, 3000])) })),
  (draft, { random }) =>
    change(draft, random, (object, name) => {
      const length = random.pick([21, 500, 10_001])
      Object.assign(object, { [name]: Array.from({ length }, () => random.pick(wrongValues.slice(0, 6))) })
    }),
  // A cursor from a list, with other content.
  ({ query }, { random, world }) => {
    const known = world.cursors.length > 0 ? random.pick(world.cursors) : 'W10'
    query.push([random.pick(['cursor', 'next']), editCursor(known, random)])
  },
  // Two files with the same name.
  ({ parts }, { random }) => {
    const [part] = parts ?? []
    if (part && random.chance(0.8)) parts?.push(part)
  },
]

/** Ways to corrupt the bytes of a request. */
export const breakBytes: ((sent: Sent, random: Random) => void)[] = [
  (sent, random) => replaceBody(sent, (body) => body.slice(0, random.int(body.length))),
  (sent, random) => replaceBody(sent, (body) => body.map((byte) => (random.chance(0.02) ? random.int(256) : byte))),
  (sent, random) => replaceBody(sent, () => Uint8Array.from({ length: 50 }, () => random.int(256))),
  (sent, random) =>
    replaceBody(sent, () =>
      encode(random.pick(['', '{"__proto__":{"a":1}}', '['.repeat(50_000), '{"a":', 'null', '\ufeff{}', '1', '{}{}'])),
    ),
  (sent, random) => {
    if (sent.body) sent.headers['content-type'] = random.pick(wrongTypes)
  },
  ({ headers }) => {
    delete headers['content-type']
  },
  // Large ones are rare, because they are slow.
  (sent, random) => replaceBody(sent, (body) => (random.chance(0.1) ? encode('x'.repeat(2 ** 20 + 1)) : body.slice(1))),
]

/** Changes a random property of the body, or the body itself if it has none. */
function change(draft: Draft, random: Random, mutate: (object: Record<string, unknown>, name: string) => void): void {
  const objects = objectsIn(draft.body)
  if (objects.length === 0) return
  const object = random.pick(objects)
  mutate(object, random.pick([...Object.keys(object), 'title']))
}

function objectsIn(value: unknown): Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null) return []
  const inside = Object.values(value).flatMap(objectsIn)
  return Array.isArray(value) ? inside : [value as Record<string, unknown>, ...inside]
}

function changeParam({ params }: Draft, random: Random, value: (name: string) => string): void {
  const names = Object.keys(params)
  if (names.length === 0) return
  const name = random.pick(names)
  params[name] = value(name)
}

function deep(levels: number): unknown {
  let value: unknown = 1
  for (let level = 0; level < levels; level++) value = level % 2 === 0 ? [value] : { a: value }
  return value
}

function editCursor(known: string, random: Random): string {
  const text = URL.parse(known)?.searchParams.get('cursor') ?? known
  const edited = Buffer.from(text, 'base64url')
    .toString()
    .replace(/"value":"[^"]*"/, `"value":${random.pick(['1e300', '{}', '[]', 'null', '{"offset":"abc"}', '"x"'])}`)
  return Buffer.from(edited).toString('base64url')
}

function replaceBody(sent: Sent, make: (body: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>): void {
  if (sent.body) sent.body = make(sent.body)
}

function encode(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text)
}
