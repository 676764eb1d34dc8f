import { METHODS } from '@testsigma-tms/spec/contract'
import { kebabCase, type NewOperation } from './options.ts'

/**
 * Adds an operation and its tag to the text of spec/openapi.yaml, in the order of the lint rules. The other lines are
 * not changed.
 */
export function withOperation(index: string, operation: NewOperation, tag: string): string {
  const lines = index.split('\n')
  return withPath(withTag(lines, tag), operation).join('\n')
}

function withTag(lines: readonly string[], tag: string): string[] {
  const start = lines.indexOf('tags:') + 1
  const end = lines.indexOf('paths:')
  const names = lines.slice(start, end).flatMap((line) => /^ {2}- name: (.+)$/.exec(line)?.[1] ?? [])
  if (names.includes(tag)) return [...lines]
  const next = names.find((name) => name > tag)
  const place = next === undefined ? end : lines.indexOf(`  - name: ${next}`, start)
  return inserted(lines, place, [`  - name: ${tag}`, '    description: "TODO: what it is, in a sentence."'])
}

function withPath(lines: readonly string[], { id, method, path, sdk }: NewOperation): string[] {
  const start = lines.indexOf('paths:') + 1
  const end = nextSection(lines, start)
  const entry = [`    ${method}:`, `      $ref: resources/${kebabCase(sdk.resource)}/${id}.yaml`]
  const own = lines.indexOf(`  ${path}:`, start)
  if (own < 0) {
    const place = lines.findIndex((line, index) => index >= start && index < end && isPath(line) && pathIn(line) > path)
    return inserted(lines, place < 0 ? end : place, [`  ${path}:`, ...entry])
  }
  const order: readonly string[] = METHODS
  const after = lines.findIndex((line, index) => {
    if (index <= own) return false
    const verb = /^ {4}([a-z]+):$/.exec(line)?.[1]
    return index >= end || isPath(line) || (verb !== undefined && order.indexOf(verb) > order.indexOf(method))
  })
  return inserted(lines, after < 0 ? end : after, entry)
}

/** End of the section that begins at a line: the next key of the document, or the empty line at its end. */
function nextSection(lines: readonly string[], start: number): number {
  const next = lines.findIndex((line, index) => index >= start && !line.startsWith(' '))
  return next < 0 ? lines.length : next
}

function isPath(line: string): boolean {
  return /^ {2}\/.*:$/.test(line)
}

function pathIn(line: string): string {
  return line.trim().slice(0, -1)
}

function inserted(lines: readonly string[], place: number, more: readonly string[]): string[] {
  return [...lines.slice(0, place), ...more, ...lines.slice(place)]
}
