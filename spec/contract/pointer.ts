/**
 * A JSON pointer (RFC 6901) as the fragment of a URI: `#/paths/~1users/get`; `#` is the whole document. Pointers that
 * are built here encode only `%`, so that `{project_id}` stays readable in messages.
 */
export type Pointer = string

/** The names in a pointer: `#/paths/~1users/get` is `paths`, `/users`, `get`. `/…` without `#` is accepted, too. */
export function parsePointer(pointer: Pointer): string[] {
  const [prefix = '', ...tokens] = pointer.split('/')
  const names = prefix === '#' ? tokens.map(decodePercent) : tokens
  return names.map((name) => (name.includes('~') ? name.replaceAll('~1', '/').replaceAll('~0', '~') : name))
}

/** Appends names to a pointer: `joinPointer('#/paths', '/users', 'get')` is `#/paths/~1users/get`. */
export function joinPointer(pointer: Pointer, ...names: readonly (string | number)[]): Pointer {
  const tokens = names.map((name) => escapeToken(String(name)))
  return [pointer, ...(pointer.startsWith('#') ? tokens.map((token) => token.replaceAll('%', '%25')) : tokens)].join(
    '/',
  )
}

/** Escapes one name for a JSON pointer: `/users` is `~1users`. */
export function escapeToken(name: string): string {
  return /[~/]/.test(name) ? name.replaceAll('~', '~0').replaceAll('/', '~1') : name
}

/** Encodes a pointer completely, as a URI requires. */
export function encodePointer(pointer: Pointer): Pointer {
  return ['#', ...parsePointer(pointer).map((name) => encodeURIComponent(escapeToken(name)))].join('/')
}

/** The value at a pointer; `undefined` if there is none. Inherited properties are ignored. */
export function valueAt(document: unknown, pointer: Pointer): unknown {
  return parsePointer(pointer).reduce(member, document)
}

function member(node: unknown, name: string): unknown {
  if (typeof node !== 'object' || node === null || !Object.hasOwn(node, name)) return undefined
  if (Array.isArray(node) && !/^(0|[1-9]\d*)$/.test(name)) return undefined
  return node[name as keyof typeof node]
}

function decodePercent(token: string): string {
  if (!token.includes('%')) return token
  try {
    return decodeURIComponent(token)
  } catch {
    return token
  }
}
