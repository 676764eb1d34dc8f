import { createClient } from '@testsigma-tms/client'

const tms = createClient({ apiKey: '<API_KEY>' })

for await (const testCaseStatus of tms.testCaseStatuses.list()) console.log(testCaseStatus)
