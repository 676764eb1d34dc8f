import { integer, optional, text } from '../contract/fields.ts'

/** Arguments that many tools have. */
export const inputs = {
  project: optional(text('Name or prefix, if IDs do not tell')),
  from: optional(integer('Entries to skip; left_out says when', { minimum: 0 })),
  limit: optional(integer(undefined, { minimum: 1, maximum: 500 })),
  run: text('Human ID (DEMO-R-1) or title'),
  case: text('Human ID (DEMO-2)'),
  user: optional(text('E-mail or name')),
  confirm: optional(text('Only if a refusal of this tool asks for it')),
}
