/** `testRuns` is `test-runs`, `name__NEQ` is `name-neq`. */
export function kebab(name: string): string {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replaceAll(/_+/g, '-')
    .toLowerCase()
}
