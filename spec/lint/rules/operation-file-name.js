import { explain } from '../explain.js'
import { fileName, isWholeFile } from '../files.js'

/** The file of an operation is named after its id, so that it is easy to find. */
export function OperationFileName() {
  return {
    Operation(operation, ctx) {
      if (!isWholeFile(ctx) || operation.operationId === fileName(ctx)) return
      ctx.report({
        message: explain(
          `the file of ${operation.operationId} to be named ${operation.operationId}.yaml`,
          `${fileName(ctx)}.yaml`,
          'rename the file or the operationId',
        ),
        location: ctx.location.child('operationId'),
      })
    },
  }
}
