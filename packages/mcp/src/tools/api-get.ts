import type { TestsigmaClient } from '@testsigma-tms/client'
import { contract } from '../contract/contract.ts'
import { anyObject, anything, integer, oneOf, optional, text } from '../contract/fields.ts'
import { cleanValue } from '../output/clean.ts'
import { wholeCharacters } from '../output/fit.ts'
import { ToolError } from '../output/tool-error.ts'
import { defineTool, type OperationId } from './tool.ts'

const readable = contract.operations.filter(({ method, sdk }) => method === 'get' && sdk !== undefined)
const ids = readable.map(({ id }) => id as OperationId)

export const apiGet = defineTool({
  name: 'api_get',
  title: 'Read the API directly',
  description:
    'Calls any GET operation, for what no other tool shows. Parameters are those of the API, with UUIDs; the resource tms://docs/{operation} explains them.',
  sets: ['read'],
  operations: ids,
  input: {
    operation: oneOf(ids),
    parameters: optional(anyObject()),
    from: optional(integer('Characters of a long response to skip', { minimum: 0 })),
  },
  output: { result: optional(anything()), json: optional(text()) },
  async run({ operation: id, parameters = {}, from }, { tms, options, settings, clean }) {
    checkParameters(id, parameters)
    const result = await call(tms, id, parameters, options)
    // `from` and `end` are positions in the text that is shown, so it is cleaned first.
    const json = JSON.stringify(cleanValue(result, clean))
    const room = Math.floor(settings.budget / 4)
    if (from === undefined && Buffer.byteLength(json) <= room) return { data: { result } }
    // A part of JSON is not valid JSON, so it is returned as a string.
    const start = Math.min(from ?? 0, json.length)
    const end = wholeCharacters(json, Math.min(start + room, json.length))
    return {
      data: { json: json.slice(start, end) },
      notes: [
        `The response has ${json.length} characters, of which these are ${start} to ${end}.` +
          (end < json.length ? ` Call api_get with from: ${end} for the next, or set a smaller page_size.` : ''),
      ],
    }
  },
})

function checkParameters(id: string, parameters: Record<string, unknown>): void {
  const known = contract.operation(id).parameters.filter((parameter) => parameter.in !== 'header')
  const names = known.map(({ name }) => name)
  const list = names.join(', ') || 'none'
  for (const name of Object.keys(parameters)) {
    if (!names.includes(name)) throw new ToolError(`parameters: ${id} has no parameter "${name}"; it has ${list}.`)
  }
  for (const { name, required } of known) {
    const value = parameters[name]
    if (required && value === undefined) throw new ToolError(`parameters: ${id} needs ${name}; it has ${list}.`)
    if (value !== undefined && typeof value !== 'string' && typeof value !== 'number') {
      throw new ToolError(
        `parameters: ${name} must be a string or a number, got ${JSON.stringify(value).slice(0, 60)}.`,
      )
    }
  }
}

type Method = (params: unknown, options: unknown) => PromiseLike<unknown>

async function call(
  tms: TestsigmaClient,
  id: string,
  parameters: Record<string, unknown>,
  options: unknown,
): Promise<unknown> {
  const sdk = contract.operation(id).sdk
  const resource = tms[sdk?.resource as keyof TestsigmaClient] as unknown as Record<string, Method>
  const entity = await (resource[String(sdk?.method)] as Method)(parameters, options)
  return isPage(entity) ? { items: entity.items, page_info: entity.pageInfo } : entity
}

function isPage(entity: unknown): entity is { items: readonly unknown[]; pageInfo: unknown } {
  return typeof entity === 'object' && entity !== null && 'items' in entity && 'pageInfo' in entity
}
