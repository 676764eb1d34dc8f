import { integer, name, optional, text } from '../contract/fields.ts'

/** Arguments that several tools share. */
export const inputs = {
  project: optional(name('Name or prefix, unless IDs show it')),
  from: optional(integer('Entries to skip; left_out says when', { minimum: 0 })),
  limit: optional(integer(undefined, { minimum: 1, maximum: 500 })),
  run: name('Human ID (DEMO-R-1) or title'),
  case: name('Human ID (DEMO-2) or title'),
  user: optional(name('E-mail or name')),
  confirm: optional(text('Only if a refusal of this tool asks for it')),
}
