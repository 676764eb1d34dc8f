import type { Schema } from '@testsigma-tms/spec/contract'
import type { Failure } from '@testsigma-tms/spec/schema'

/** Finds a parameter that is an integer only for JavaScript, such as `0x10`, `1e3` or a blank before it. */
export function integerFailure(value: unknown, properties: Record<string, Schema>): Failure | undefined {
  for (const [name, data] of Object.entries(value as Record<string, unknown>)) {
    const schema = Object.hasOwn(properties, name) ? properties[name] : undefined
    const isConverted = schema?.type === 'integer' && typeof data === 'string' && Number.isInteger(Number(data))
    if (!isConverted || data.trim() === '' || /^-?\d+$/.test(data)) continue
    return { keyword: 'type', instancePath: `/${name}`, params: { type: 'integer' }, parentSchema: schema, data }
  }
  return undefined
}
