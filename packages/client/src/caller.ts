import { answerReader, type Read } from './answer.ts'
import { ApiPromise, type WithResponse } from './api-promise.ts'
import { PaginationError } from './errors.ts'
import type { CallOptions, ListOptions, Operation, Params } from './operation.ts'
import { Page, PagePromise, paramsOf, readCheckpoint } from './page.ts'
import type { Exchanger } from './transport.ts'

/** Carries out an operation of the contract. */
export type Caller = (operation: Operation, params: Params, options: ListOptions) => ApiPromise<unknown>

export function createCaller(exchange: Exchanger): Caller {
  function send<T>(
    { prepare, keys }: Operation,
    params: Params,
    options: CallOptions,
    read: Read<T>,
    pointer?: Params,
  ): Promise<WithResponse<T>> {
    const request = prepare(params, pointer)
    return exchange({ ...options, ...request }, answerReader(request, keys, read))
  }

  async function list(operation: Operation, params: Params, options: ListOptions) {
    /** Every pointer to a following page, with the number of that page in the walk, to notice a circle. */
    const numbers: Record<string, number> = {}

    /** @param before entries on the pages before; `Infinity` where the walk began in the middle of the list */
    const fetchPage = (number: number, before: number, given: Params, query?: Params) => {
      const read: Read<Page<unknown>> = (entity, pageInfo, message = '') => {
        const items = entity as unknown[]
        const count = before + items.length
        return new Page(items, pageInfo, message, count, (pointer) => follow(pointer, number + 1, count))
      }
      return send(operation, given, options, read, query)
    }

    const follow = (pointer: string, number: number, before: number): Promise<WithResponse<Page<unknown>>> => {
      if ((numbers[pointer] as number) < number) {
        throw new PaginationError(`The list goes in a circle: "${pointer}" came twice.`)
      }
      numbers[pointer] = number
      const { cursor, next, page, ...filters } = params
      return fetchPage(number, before, filters, paramsOf(pointer))
    }

    if (options.from === undefined)
      return fetchPage(0, params.cursor || params.next || params.page ? Infinity : 0, params)
    const [pointer, count] = readCheckpoint(options.from)
    return follow(pointer, 0, count)
  }

  const one = async (...call: Parameters<Caller>) => send(...call, (entity) => entity)

  return (operation, params, options) =>
    operation.isList
      ? new PagePromise(list(operation, params, options))
      : new ApiPromise(one(operation, params, options))
}
