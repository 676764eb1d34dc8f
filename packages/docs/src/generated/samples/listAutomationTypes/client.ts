import { createClient } from '@testsigma-tms/client'

const tms = createClient({ apiKey: '<API_KEY>' })

for await (const automationType of tms.automationTypes.list()) console.log(automationType)
