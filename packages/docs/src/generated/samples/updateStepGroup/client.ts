import { createClient } from '@testsigma-tms/client'

const tms = createClient({ apiKey: '<API_KEY>' })

const stepGroup = await tms.stepGroups.update({
  project_id: ':project_id',
  step_group_id: ':step_group_id',
  title: 'Sign in as a patient, by keyboard',
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
      step_description: 'Enter address and password and press Enter',
      expected_result: 'The overview of appointments opens',
      order: 2
    }
  ],
})
console.log(stepGroup)
