import { explain } from '../explain.js'
import { folderName, isWholeFile } from '../files.js'

function kebabCase(name) {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

/** An operation is in the folder of its resource in the client. */
export function OperationFolderName() {
  return {
    Operation(operation, ctx) {
      const resource = operation['x-sdk']?.resource
      if (!resource || !isWholeFile(ctx) || kebabCase(resource) === folderName(ctx)) return
      ctx.report({
        message: explain(
          `the folder of ${operation.operationId} to be named ${kebabCase(resource)}, after x-sdk.resource`,
          folderName(ctx),
          'move the file or change x-sdk.resource',
        ),
        location: ctx.location.child('x-sdk').child('resource'),
      })
    },
  }
}
