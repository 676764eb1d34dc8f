import { createClient } from '@testsigma-tms/client'

const tms = createClient({ apiKey: '<API_KEY>' })

for await (const testRunStatus of tms.testRunStatuses.list()) console.log(testRunStatus)
