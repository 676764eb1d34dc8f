import { createClient } from '@testsigma-tms/client'

const tms = createClient({ apiKey: '<API_KEY>' })

for await (const user of tms.users.list()) console.log(user)
