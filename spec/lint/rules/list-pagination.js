import { explain } from '../explain.js'

const PAGING = ['page_size', 'cursor']

function namesOf(parameters, ctx) {
  return parameters.map((parameter) => ctx.resolve(parameter).node?.name)
}

function pageInfoOf(operation, ctx) {
  const response = ctx.resolve(operation.responses?.['200'] ?? {})
  const schema = response.node?.content?.['application/json']?.schema
  return schema?.properties?.page_info?.$ref
}

/**
 * Lists return the shared PageInfo and have at least one paging parameter. One is enough: lookup lists have a page size
 * but no further pages, and the runs of a plan have a cursor but no page size.
 */
export function ListPagination() {
  let shared = []
  return {
    PathItem: {
      enter(item) {
        shared = item.parameters ?? []
      },
    },
    Operation(operation, ctx) {
      if (!operation['x-sdk']?.method?.startsWith('list')) return
      const target = pageInfoOf(operation, ctx)
      if (!target?.endsWith('/PageInfo.yaml')) {
        ctx.report({
          message: explain(
            `the response of ${operation.operationId} to have page_info, as the shared PageInfo`,
            target ?? 'no page_info, or an inline one',
            'add page_info with $ref to shared/schemas/PageInfo.yaml; leave it optional if a source lacks it',
          ),
          location: ctx.location.child('responses'),
        })
      }
      const names = namesOf([...shared, ...(operation.parameters ?? [])], ctx)
      if (!PAGING.some((name) => names.includes(name))) {
        ctx.report({
          message: explain(
            `${operation.operationId} to have the parameter ${PAGING.join(' or ')}`,
            names.join(', ') || 'no parameters',
            'add shared/parameters/PageSize.yaml, UnlistedPageSize.yaml or Cursor.yaml, whichever a source shows',
          ),
        })
      }
    },
  }
}
