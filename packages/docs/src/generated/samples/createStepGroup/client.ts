import { createClient } from '@testsigma-tms/client'

const tms = createClient({ apiKey: '<API_KEY>' })

const stepGroup = await tms.stepGroups.create({
  project_id: ':project_id',
  title: 'Sign in as a patient',
  description: 'From the start page to the overview of appointments',
  label_ids: [
    '3ebf1ec4-f994-4f41-822a-01305e1f78c1'
  ],
  steps: [
    {
      step_description: 'Open the sign-in page',
      expected_result: 'Fields for e-mail address and password are shown',
      order: 1
    },
    {
      step_description: 'Enter address and password and press Sign in',
      expected_result: 'The overview of appointments opens',
      order: 2
    }
  ],
})
console.log(stepGroup)
