import type { Call, Contract } from '@testsigma-tms/spec/contract'
import { className, HEADER, hasParameters, parametersName } from './resource-file.ts'

/** File name of a resource: `test-runs.ts` for `testRuns`. */
export function resourceFileName(resource: string): string {
  return `${resource.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.ts`
}

/** `resources.ts`: the properties of a client. */
export function resourcesFile(resources: readonly string[]): string {
  return [
    HEADER,
    ...resources.map((resource) => `import type { ${className(resource)} } from './${resourceFileName(resource)}'`),
    '',
    '/** The resources of the API. */',
    'export interface Resources {',
    ...resources.map((resource) => `  readonly ${resource}: ${className(resource)}`),
    '}',
    '',
  ].join('\n')
}

/** `types.ts`: every type that a caller may need to name. */
export function typesFile(contract: Contract, resources: ReadonlyMap<string, readonly Call[]>): string {
  const schemas = [...contract.schemas.keys()].sort()
  return [
    HEADER,
    `export type { ${schemas.join(', ')} } from '@testsigma-tms/types'`,
    ...[...resources].map(([resource, calls]) => {
      const names = [className(resource), ...calls.filter(hasParameters).map(parametersName)]
      return `export type { ${names.join(', ')} } from './${resourceFileName(resource)}'`
    }),
    '',
  ].join('\n')
}

/** `servers.ts`: the address of the API. */
export function serversFile({ servers: [server] }: Contract): string {
  if (server === undefined) throw new Error('The contract names no server.')
  return [
    HEADER,
    '/** The documented address of the API. */',
    `export const DEFAULT_BASE_URL = '${server.url}'`,
    '',
  ].join('\n')
}
