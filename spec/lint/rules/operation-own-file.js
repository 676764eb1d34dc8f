import { explain } from '../explain.js'
import { isWholeFile } from '../files.js'

/** Every operation has a file of its own; the root document only refers to it. */
export function OperationOwnFile() {
  return {
    Operation(operation, ctx) {
      if (isWholeFile(ctx)) return
      ctx.report({
        message: explain(
          'each operation in a file of its own',
          `${operation.operationId ?? ctx.key} written at ${ctx.location.pointer}`,
          `move it to resources/<resource>/${operation.operationId ?? '<operationId>'}.yaml and replace it with a $ref`,
        ),
      })
    },
  }
}
