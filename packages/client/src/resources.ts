import type { Caller } from './caller.ts'
import { OPERATIONS } from './generated/operations.ts'
import type { Resources } from './generated/resources.ts'
import type { CallOptions, Operation, Params } from './operation.ts'
import { regularId } from './operation-id.ts'
import { isIdempotent } from './retry.ts'

type Method = (params?: Params, options?: CallOptions) => unknown

/** Makes the methods of which the generated table tells. */
export function createResources(caller: Caller): Resources {
  const resources: Record<string, Record<string, Method>> = {}
  let resource = ''
  let methods: Record<string, Method> = {}
  for (const line of OPERATIONS.split('\n')) {
    const [name = '', ...columns] = line.split(' ')
    if (columns.length > 0) {
      const operation = readOperation(resource, name, columns)
      methods[name] = (params = {}, options = {}) => caller[operation.answer](operation, params, options)
    } else {
      resource = name
      methods = resources[name] = {}
    }
  }
  return resources as unknown as Resources
}

function readOperation(resource: string, name: string, columns: readonly string[]): Operation {
  const [id, answer, method = '', path = '', keys, query, body, form = '', once] = columns
  const [jsonPart, files] = form.split(':')
  return {
    call: `${resource}.${name}`,
    id: id === '-' ? regularId(resource, name) : (id as string),
    method,
    path,
    answer: answer as Operation['answer'],
    keys: namesIn(keys),
    inPath: path.match(/\w+(?=\})/g) ?? [],
    inQuery: namesIn(query),
    inBody: namesIn(body),
    jsonPart,
    files: files === undefined ? files : RegExp(files),
    idempotent: !once && isIdempotent(method),
  }
}

/** `-` stands for no name. */
function namesIn(column = ''): readonly string[] {
  return column.match(/\w+/g) ?? []
}
