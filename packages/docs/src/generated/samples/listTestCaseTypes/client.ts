import { createClient } from '@testsigma-tms/client'

const tms = createClient({ apiKey: '<API_KEY>' })

for await (const testCaseType of tms.testCaseTypes.list()) console.log(testCaseType)
