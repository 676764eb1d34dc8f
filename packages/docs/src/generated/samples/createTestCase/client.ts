import { createClient } from '@testsigma-tms/client'

const tms = createClient({ apiKey: '<API_KEY>' })

const testCase = await tms.testCases.create({
  project_id: ':project_id',
  title: 'Refuse an appointment without a date of birth',
  description: 'A patient forgets the date of birth and is told so.',
  template_type: 'TCD',
  preconditions: 'A patient is signed in and has chosen a free slot.',
  steps: 'Leave the date of birth empty.\nPress Book.',
  expected_results: 'The form stays open.\nA hint asks for the date of birth.',
  type_id: '75a816d1-8909-47b5-b85b-fbf60a973587',
  status_id: 'bafd7f8d-832a-42ea-91df-9a1e5e02a2d9',
  automation_type_id: '3cee45b5-4335-4564-bbdf-4ea9b0306ed3',
  priority_id: '1d810f8f-7be0-41e4-9971-67ee1f55612e',
  owner_id: 'cbbc40a5-26e9-4b88-8c27-3626c9fbdaa4',
  reviewer_id: 'cbbc40a5-26e9-4b88-8c27-3626c9fbdaa4',
  folder_id: '580e3972-7f4a-4748-87e6-9b74873e2b93',
  label_ids: [
    'Regression'
  ],
  individual_steps: [],
})
console.log(testCase)
