import type { Operation } from '../contract/index.ts'

/** Finds the operation of a method and a path relative to the base URL. Paths with fewer parameters take precedence. */
export function createRouter(
  operations: readonly Operation[],
): (method: string, path: string) => Operation | undefined {
  const routes = operations
    .map((operation) => ({ operation, pattern: patternOf(operation.path) }))
    .sort((a, b) => parametersIn(a.operation.path) - parametersIn(b.operation.path))
  return (method, path) => {
    const wanted = method.toLowerCase()
    return routes.find(({ operation, pattern }) => operation.method === wanted && pattern.test(path))?.operation
  }
}

function patternOf(path: string): RegExp {
  const literal = path.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&')
  return new RegExp(`^${literal.replaceAll(/\{([^}]+)\}/g, '([^/]+)')}$`)
}

function parametersIn(path: string): number {
  return path.split('{').length
}

/** The decoded values of a path's parameters. */
export function pathValues({ path }: Operation, actual: string): ReadonlyMap<string, string> {
  const names = Array.from(path.matchAll(/\{([^}]+)\}/g), ([, name]) => String(name))
  const [, ...values] = patternOf(path).exec(actual) ?? []
  return new Map(names.map((name, index) => [name, decode(values[index] ?? '')]))
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
