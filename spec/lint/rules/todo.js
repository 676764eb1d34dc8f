import { explain } from '../explain.js'

/** `pnpm new:operation` uses this mark for texts that a person must write. */
const MARK = /^TODO\b/

/** Reports every text that is still missing in a new operation. */
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
