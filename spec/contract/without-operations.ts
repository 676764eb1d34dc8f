import { type Document, isObject, METHODS } from './document.ts'
import { joinPointer, type Pointer, parsePointer, valueAt } from './pointer.ts'

/**
 * A copy of a document without some operations, without paths that become empty, and without components that become
 * unused.
 */
export function withoutOperations(document: Document, ids: ReadonlySet<string>): Document {
  const paths = Object.entries(document.paths).flatMap(([path, item]) => {
    const kept = Object.entries(item).filter(([, part]) => !(isObject(part) && ids.has(String(part.operationId))))
    return kept.some(([name]) => name === '$ref' || METHODS.some((method) => method === name))
      ? [[path, Object.fromEntries(kept)]]
      : []
  })
  const pruned: Document = { ...document, paths: Object.fromEntries(paths) }
  const [before, after] = [reachable(document), reachable(pruned)]
  const components = Object.entries(document.components ?? {}).map(([kind, entries]) => {
    const kept = Object.entries(entries).filter(([name]) => {
      const pointer = joinPointer('#/components', kind, name)
      return after.has(pointer) || !before.has(pointer)
    })
    return [kind, Object.fromEntries(kept)] as const
  })
  return { ...pruned, components: Object.fromEntries(components) }
}

/** All components that the paths refer to, directly or through others. */
function reachable(document: Document): Set<Pointer> {
  const found = new Set<Pointer>()
  const open = referencesIn(document.paths)
  for (let reference = open.pop(); reference !== undefined; reference = open.pop()) {
    // A reference may point into a component, and may be encoded as a URI.
    const component = joinPointer('#', ...parsePointer(reference).slice(0, 3))
    if (found.has(component)) continue
    found.add(component)
    open.push(...referencesIn(valueAt(document, component)))
  }
  return found
}

/** The references in a part of the document, as written. */
export function referencesIn(part: unknown): Pointer[] {
  if (typeof part !== 'object' || part === null) return []
  const own = '$ref' in part && typeof part.$ref === 'string' ? [part.$ref] : []
  return [...own, ...Object.values(part).flatMap(referencesIn)]
}
