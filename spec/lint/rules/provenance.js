import { explain } from '../explain.js'

const SOURCES = ['documented', 'observed', 'client-sent']
const DATE = /^\d{4}-\d{2}(-\d{2})?$/
const FIX = 'write x-provenance with source (documented, observed or client-sent) and date (2026-06-30, or 2026-06)'

function check(node, ctx) {
  const provenance = node['x-provenance']
  if (provenance === undefined) return
  const { source, date } = provenance ?? {}
  if (SOURCES.includes(source) && DATE.test(String(date))) return
  ctx.report({
    message: explain(
      `x-provenance to have one of the sources ${SOURCES.join(', ')} and a date`,
      JSON.stringify(provenance),
      FIX,
    ),
    location: ctx.location.child('x-provenance'),
  })
}

/** Every operation has a provenance; the provenance of any part has the same form. */
export function Provenance() {
  return {
    Operation(operation, ctx) {
      if (operation['x-provenance'] === undefined) {
        ctx.report({
          message: explain(`${operation.operationId} to have a provenance`, 'no x-provenance', FIX),
        })
      }
      check(operation, ctx)
    },
    // `ref` covers provenance beside a reference; the other visitors only see the target.
    ref: check,
    Schema: check,
    Parameter: check,
    Header: check,
  }
}
