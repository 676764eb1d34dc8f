/** What a JSON document holds. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json }
export type JsonObject = { [name: string]: Json }

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** One step of a JSON pointer: `/users` becomes `~1users`. */
export function escapeToken(token: string): string {
  return token.replaceAll('~', '~0').replaceAll('/', '~1')
}

/** Follows a JSON pointer (`#/…`) through a document; `undefined` where it leads nowhere. */
export function valueAt(document: Json, pointer: string): Json | undefined {
  const tokens = pointer.split('/').slice(1)
  return tokens.reduce<Json | undefined>((node, token) => {
    const name = token.replaceAll('~1', '/').replaceAll('~0', '~')
    return typeof node === 'object' && node !== null && Object.hasOwn(node, name)
      ? (node as JsonObject)[name]
      : undefined
  }, document)
}

/** The pointer of what is meant at a pointer, after following `$ref`. */
export function resolvePointer(document: Json, pointer: string): string {
  const node = valueAt(document, pointer)
  return isObject(node) && typeof node.$ref === 'string' ? resolvePointer(document, node.$ref) : pointer
}
