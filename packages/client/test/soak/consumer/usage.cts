// Compiled as CommonJS.
import client = require('@testsigma-tms/client')
import helpers = require('@testsigma-tms/client/helpers')
import http = require('@testsigma-tms/client/http')

const tms: client.TestsigmaClient = client.createClient({ apiKey: 'k' })

export async function use(): Promise<void> {
  const users: client.User[] = await tms.users.list().all({ limit: 10 })
  const id: string = await helpers.createResolver(tms).user(users[0]?.email ?? '')
  const { data } = await http.createHttp().GET('/users')
  console.log(id, data?.data, new client.UsageError(''))
  // @ts-expect-error a parameter that does not exist
  tms.users.list({ pageSize: 1 })
}
