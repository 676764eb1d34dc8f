import type { LooseBundle } from '../loose-bundle.ts'
import { schemaNamed } from '../loose-bundle.ts'

/**
 * Schemas that all refer to each other, in a request and in a response; `within` builds the schema of a field from a
 * reference.
 */
export function mutual(count: number, within: (reference: object) => object): (bundle: LooseBundle) => void {
  const names = Array.from({ length: count }, (_, index) => `Node${index}`)
  return (bundle) => {
    for (const name of names) {
      const fields = names.map((other) => [`to_${other}`, within({ $ref: `#/components/schemas/${other}` })])
      const properties = { id: { type: 'string' }, ...Object.fromEntries(fields) }
      Object.assign(bundle.components.schemas, { [name]: { type: 'object', properties } })
    }
    for (const holder of ['User', 'CreateProjectRequest']) {
      schemaNamed(bundle, holder).properties.tree = { $ref: '#/components/schemas/Node0' }
    }
  }
}
