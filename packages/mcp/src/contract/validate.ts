import type { JsonSchemaType, JsonSchemaValidator, jsonSchemaValidator } from '@modelcontextprotocol/server'
import { type Violation, violationOf } from '@testsigma-tms/spec/schema'
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js'

const ajv = new Ajv2020({ allErrors: true, verbose: true, strict: false })
const mostListed = 5
const longestValue = 60

/** Reports which arguments are wrong, what was expected, and what was passed. */
export const validator: jsonSchemaValidator = {
  getValidator<T>(schema: JsonSchemaType): JsonSchemaValidator<T> {
    const validate = ajv.compile<T>(schema)
    return (input) => {
      try {
        if (validate(input)) return { valid: true, data: input, errorMessage: undefined }
        return { valid: false, data: undefined, errorMessage: describe(validate.errors ?? []) }
      } catch (error) {
        // Ajv reads a whole value for its messages, so deep nesting overflows the stack.
        if (!(error instanceof RangeError)) throw error
        return { valid: false, data: undefined, errorMessage: 'arguments: nested too deeply' }
      }
    }
  },
}

function describe(errors: readonly ErrorObject[]): string {
  const sentences = errors.slice(0, mostListed).map((error) => sentenceOf(violationOf(error), error))
  const more = errors.length > mostListed ? [`and ${errors.length - mostListed} more`] : []
  return [...sentences, ...more].join('; ')
}

function sentenceOf({ at, kind, field, message, value }: Violation, { parentSchema }: ErrorObject): string {
  const path = [...at.split('/').slice(1), ...(field === undefined ? [] : [field])].join('.') || 'arguments'
  if (kind === 'missing') return `${path}: required`
  if (kind === 'invalid') return `${path}: ${message}, got ${shown(value)}`
  const known = Object.keys((parentSchema as { properties?: object } | undefined)?.properties ?? {})
  return `${path}: unknown, expected ${known.join(', ')}`
}

function shown(value: unknown): string {
  const text = JSON.stringify(value)
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text
}
