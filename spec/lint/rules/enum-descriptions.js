import { explain } from '../explain.js'

/** Every enum value has a description, and there are no descriptions of other values. */
export function EnumDescriptions() {
  return {
    Schema(schema, ctx) {
      if (!Array.isArray(schema.enum)) return
      const described = Object.keys(schema['x-enumDescriptions'] ?? {})
      const values = schema.enum.map(String)
      const missing = values.filter((value) => !described.includes(value))
      const superfluous = described.filter((value) => !values.includes(value))
      if (missing.length + superfluous.length === 0) return
      ctx.report({
        message: explain(
          `x-enumDescriptions to explain ${values.join(', ')}`,
          `${described.join(', ') || 'none'} (missing: ${missing.join(', ') || '–'}; not in the enum: ${superfluous.join(', ') || '–'})`,
          'say for each value what it means and which source has it',
        ),
        location: ctx.location.child('enum'),
      })
    },
  }
}
