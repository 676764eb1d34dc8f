import { explain } from '../explain.js'

function pascalCase(name) {
  return name.charAt(0).toUpperCase() + name.slice(1)
}

/** The type of a request body is named after its operation. */
export function RequestSchemaName() {
  let operationId
  return {
    Operation: {
      enter(operation) {
        operationId = operation.operationId ?? ''
      },
      RequestBody: {
        MediaType(media, ctx) {
          const base = pascalCase(operationId)
          const names = [`${base}Request`, `${base}MultipartRequest`]
          const target = media.schema?.$ref
          if (target && names.includes(target.replace(/^.*\//, '').replace(/\.yaml$/, ''))) return
          ctx.report({
            message: explain(
              `the body of ${operationId} to be ${names[0]}.yaml (or ${names[1]}.yaml beside a JSON body)`,
              target ?? 'a schema without a name',
              'move the schema to a file of that name and refer to it with $ref',
            ),
            location: ctx.location.child('schema'),
          })
        },
      },
    },
  }
}
