import type { User } from '@testsigma-tms/client'
import { ToolError } from '../output/failure.ts'
import type { Session } from '../session.ts'
import type { Names } from './names.ts'

/** A user by e-mail address or by first and last name. */
export async function findUser({ names }: Session, reference: string): Promise<User> {
  const users = await names.users()
  const wanted = reference.trim().toLowerCase()
  const found = users.filter((user) => [user.email, fullName(user)].some((each) => each.toLowerCase() === wanted))
  const [user] = found
  if (user && found.length === 1) return user
  const known = users
    .slice(0, 20)
    .map(({ email }) => email)
    .join(', ')
  const problem = found.length > 1 ? 'is the name of several users: give the e-mail address' : 'is no user'
  throw new ToolError(`user: "${reference}" ${problem}; users are ${known}${users.length > 20 ? ' and more' : ''}.`)
}

/** The user whom a tool needs: as named, or the one in the settings. */
export function requireUser(session: Session, reference: string | undefined, role: string): Promise<User> {
  const chosen = reference ?? session.settings.user
  if (chosen !== undefined) return findUser(session, chosen)
  throw new ToolError(
    `${role}: say who, by e-mail address or name. A key does not tell; the server's option --user sets a default.`,
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
