import type { User } from '@testsigma-tms/client'
import { ToolError } from '../output/tool-error.ts'
import type { Session } from '../session.ts'
import { isSame, shorten } from './find.ts'
import type { Names } from './names.ts'

/** Users that an error message lists at most. */
const mostListed = 20

/** Finds a user by e-mail address, by first and last name, or by UUID. */
export async function findUser({ names }: Session, reference: string): Promise<User> {
  const users = await names.users()
  const found = users.filter((user) => [user.id, user.email, fullName(user)].some((each) => isSame(each, reference)))
  const [user] = found
  if (user && found.length === 1) return user
  const shown = found.length > 1 ? found : users
  const known = shown
    .slice(0, mostListed)
    .map(({ email }) => email)
    .join(', ')
  const more = shown.length > mostListed ? ` and ${shown.length - mostListed} more` : ''
  throw new ToolError(
    found.length > 1
      ? `user: ${found.length} users are called "${shorten(reference)}": give the e-mail address, ${known}${more}.`
      : `user: "${shorten(reference)}" is not a user; the users are ${known}${more}.`,
  )
}

/** Finds the user that a tool requires: the given one, otherwise that of the settings. */
export function requireUser(session: Session, reference: string | undefined, role: string): Promise<User> {
  const chosen = reference ?? session.settings.user
  if (chosen !== undefined) return findUser(session, chosen)
  throw new ToolError(
    `${role}: required, as an e-mail address or a name. The option --user of this MCP server sets a default.`,
  )
}

/** E-mail addresses by id. */
export async function emailsOf(names: Names): Promise<(id: string | null | undefined) => string | undefined> {
  const emails = new Map((await names.users()).map(({ id, email }) => [id, email]))
  return (id) => (id ? (emails.get(id) ?? id) : undefined)
}

function fullName({ first_name, last_name }: User): string {
  return `${first_name} ${last_name}`
}
