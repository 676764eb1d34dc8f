import type { operations } from '@testsigma-tms/types'
import { type Effects, effectsOf } from '../contract/annotations.ts'
import {
  type Fields,
  type JsonSchema,
  objectSchema,
  optional,
  readFields,
  text,
  typesOnlySchema,
  type ValuesOf,
} from '../contract/fields.ts'
import type { ToolOutput } from '../output/tool-output.ts'
import type { Session, ToolSet } from '../session.ts'

export type OperationId = keyof operations

/** A tool as it is offered to clients. */
export interface Tool {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly sets: readonly ToolSet[]
  /** All operations that the tool may call, including those that look up names. */
  readonly operations: readonly OperationId[]
  readonly annotations: Effects & { readonly title: string }
  readonly inputSchema: JsonSchema
  readonly outputSchema: JsonSchema
  run(args: unknown, session: Session): Promise<ToolOutput>
}

interface Definition<I extends Fields, O extends Fields> {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly sets: readonly ToolSet[]
  readonly operations: readonly OperationId[]
  readonly input: I
  readonly output: O
  run(args: ValuesOf<I>, session: Session): Promise<ToolOutput<ValuesOf<O>>>
}

/** Operations that any tool may call to convert between names and ids. */
const nameOperations = ['listProjects', 'listFolders', 'listUsers'] as const satisfies OperationId[]

export function defineTool<I extends Fields, O extends Fields>(definition: Definition<I, O>): Tool {
  const { name, title, description, sets, operations, input, output } = definition
  return {
    name,
    title,
    description,
    sets,
    operations: [...operations, ...nameOperations],
    annotations: { title, ...effectsOf(operations) },
    inputSchema: objectSchema(input),
    outputSchema: typesOnlySchema({ ...output, left_out: optional(text()) }),
    // The arguments are valid according to the schema of the same fields.
    run: async (args, session) => (await definition.run(readFields(input, args), session)) as ToolOutput,
  }
}
