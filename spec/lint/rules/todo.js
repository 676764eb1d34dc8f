import { explain } from '../explain.js'

/** `pnpm new:operation` marks with it what only a person knows. */
const MARK = /^TODO\b/

/** Whoever adds an operation is told every sentence that is still missing. */
export function Todo() {
  return {
    any: {
      enter(node, ctx) {
        for (const field of ['summary', 'description']) {
          const text = node?.[field]
          if (typeof text !== 'string' || !MARK.test(text)) continue
          ctx.report({
            message: explain(`a ${field}`, text.trim().replace(/\.$/, ''), 'write it'),
            location: ctx.location.child(field),
          })
        }
      },
    },
  }
}
