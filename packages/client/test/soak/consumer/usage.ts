// Compiled with the oldest and the newest supported TypeScript.
import { createClient, createTransport, NotFoundError, type Page, type User } from '@testsigma-tms/client'
import { createResolver, recordResults, toDate } from '@testsigma-tms/client/helpers'
import { createHttp } from '@testsigma-tms/client/http'
import type { components } from '@testsigma-tms/types'

const tms = createClient({ apiKey: 'k', rateLimit: { perSecond: 5 }, onRetry: ({ delay }) => console.log(delay) })
const run = { project_id: '', test_run_id: '' }

export async function use(): Promise<void> {
  for await (const { email } of tms.users.list({ page_size: 50 })) console.log(email.toUpperCase())
  const page: Page<User> = await tms.users.list()
  const users: User[] = await page.all({ limit: 10 })
  const user: components['schemas']['User'] | undefined = users[0]
  const { data, requestId } = await tms.testRuns.assignUser({ ...run, user_id: '', test_case_id: '' }).withResponse()
  await tms.projects.delete({ project_id: '' })
  const outcomes = await recordResults(tms, {
    ...run,
    results: [{ test_case_id: '', status: 'Passed', user: '', attachments: [new Blob([])] }],
  })
  const response: Response = await createTransport({ apiKey: 'k' })('https://example.com', { deadline: 1000 })
  const { data: body } = await createHttp({ apiKey: 'k' }).GET('/users', { params: { query: { page_size: 1 } } })
  console.log(user, toDate(data.updated_at), requestId?.length, outcomes[0]?.error?.message, response.ok, body)
  await createResolver(tms)
    .user('jane.doe@example.com')
    .catch((error: unknown) => error instanceof NotFoundError && error.toCurl())

  // @ts-expect-error a parameter that does not exist
  tms.users.list({ pageSize: 1 })
  // @ts-expect-error a field is missing
  tms.testRuns.assignUser({ ...run, user_id: '' })
  // @ts-expect-error a resource that does not exist
  tms.user.list()
}
