import { explain } from '../explain.js'
import { fileName, isWholeFile } from '../files.js'

const PASCAL_CASE = /^[A-Z][A-Za-z0-9]*$/

/** A schema's file has the name of its TypeScript type; nothing else defines the name. */
export function SchemaFileName() {
  return {
    Schema(schema, ctx) {
      if (!isWholeFile(ctx)) return
      if (!PASCAL_CASE.test(fileName(ctx))) {
        ctx.report({
          message: explain(
            "a schema's file name in PascalCase, because it becomes the name of a type",
            `${fileName(ctx)}.yaml`,
            'rename the file',
          ),
        })
      }
      if (schema.title !== undefined && schema.title !== fileName(ctx)) {
        ctx.report({
          message: explain(
            `the schema to have the name of its file, ${fileName(ctx)}`,
            `title ${schema.title}`,
            'remove the title or rename the file',
          ),
          location: ctx.location.child('title'),
        })
      }
    },
    NamedSchemas: {
      Schema(_schema, ctx) {
        if (ctx.key === fileName(ctx)) return
        ctx.report({
          message: explain(
            `components.schemas.${ctx.key} to come from ${ctx.key}.yaml`,
            isWholeFile(ctx) ? `${fileName(ctx)}.yaml` : `a schema written in ${fileName(ctx)}.yaml`,
            'give the file and the component the same name',
          ),
          location: ctx.rawLocation,
        })
      },
    },
  }
}
