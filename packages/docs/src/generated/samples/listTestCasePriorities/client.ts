import { createClient } from '@testsigma-tms/client'

const tms = createClient({ apiKey: '<API_KEY>' })

for await (const testCasePriority of tms.testCasePriorities.list()) console.log(testCasePriority)
