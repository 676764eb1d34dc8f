import type { Call, Contract } from '@testsigma-tms/spec/contract'
import { argumentsOf } from './arguments.ts'
import { exampleOf } from './example.ts'
import { kebab } from './kebab.ts'
import { firstSentence, paragraphs } from './prose.ts'

const header = '// Generated from the contract by `pnpm generate`. Do not edit.\n'

/** Content of `index.ts`: the resources, each loaded lazily. */
export function indexFile(contract: Contract, resources: readonly (readonly [string, readonly Call[]])[]): string {
  return [
    header,
    `import type { ResourceCommands } from '../operations/operation-command.ts'`,
    '',
    '/** The documented base URL of the API. */',
    `export const documentedAddress = ${JSON.stringify(contract.servers[0]?.url)}`,
    '',
    'export const resources: readonly ResourceCommands[] = [',
    ...resources.flatMap(([resource, calls]) => [
      '  {',
      `    name: ${JSON.stringify(kebab(resource))},`,
      `    summary: ${JSON.stringify(summaryOf(contract, calls))},`,
      `    methods: ${JSON.stringify(calls.map(({ sdk }) => kebab(sdk.method)))},`,
      `    load: () => import('./${kebab(resource)}.ts'),`,
      '  },',
    ]),
    ']',
    '',
  ].join('\n')
}

/** Content of the file of one resource: its commands. */
export function resourceFile(contract: Contract, calls: readonly Call[]): string {
  const types = calls.filter(takesParameters).map(parametersType).sort()
  return [
    header,
    ...(types.length > 0 ? [`import type { ${types.join(', ')} } from '@testsigma-tms/client'`] : []),
    `import type { OperationCommand } from '../operations/operation-command.ts'`,
    '',
    'export const commands: readonly OperationCommand[] = [',
    ...calls.flatMap((call) => commandLines(contract, call)),
    ']',
    '',
  ].join('\n')
}

function commandLines(contract: Contract, call: Call): string[] {
  const { operation, sdk, body, result } = call
  const flags = argumentsOf(contract, call)
  const [type, params] = takesParameters(call) ? [`: ${parametersType(call)}`, 'params, '] : ['', '']
  return [
    '  {',
    `    name: ${JSON.stringify(kebab(sdk.method))},`,
    `    operationId: ${JSON.stringify(operation.id)},`,
    `    method: ${JSON.stringify(operation.method)},`,
    `    summary: ${JSON.stringify(operation.summary ?? '')},`,
    `    description: ${JSON.stringify(paragraphs(operation.definition.description ?? ''))},`,
    ...(operation.definition.deprecated ? ['    isDeprecated: true,'] : []),
    `    takesData: ${body?.json !== undefined},`,
    `    result: ${JSON.stringify(result.kind)},`,
    `    example: ${JSON.stringify(exampleOf(contract, call, flags))},`,
    '    flags: [',
    ...flags.map((flag) => `      ${JSON.stringify(flag)},`),
    '    ],',
    `    call: (tms, params${type}, options) => tms.${sdk.resource}.${sdk.method}(${params}options),`,
    '  },',
  ]
}

function takesParameters(call: Call): boolean {
  return call.arguments.length > 0
}

function parametersType({ operation: { id } }: Call): string {
  return `${id.charAt(0).toUpperCase()}${id.slice(1)}Params`
}

/** The first sentence of the tag's description, or the operation's summary where several resources share the tag. */
function summaryOf({ tags, operations }: Contract, calls: readonly Call[]): string {
  const [first] = calls
  const tag = tags.find(({ name }) => name === first?.operation.tag)
  const isShared = operations.some((one) => one.tag === tag?.name && one.sdk?.resource !== first?.sdk.resource)
  return (isShared ? first?.operation.summary : firstSentence(tag?.description ?? '')) ?? ''
}
