const response = await fetch('https://test-management.testsigma.com/api/v1/projects/:project_id/step_groups', {
  method: 'POST',
  headers: {
    'Authorization': 'Bearer <API_KEY>',
    'Content-Type': 'application/json'
  },
  body: JSON.stringify({
      "title": "Sign in as a patient",
      "description": "From the start page to the overview of appointments",
      "label_ids": [
          "3ebf1ec4-f994-4f41-822a-01305e1f78c1"
      ],
      "steps": [
          {
              "step_description": "Open the sign-in page",
              "expected_result": "Fields for e-mail address and password are shown",
              "order": 1
          },
          {
              "step_description": "Enter address and password and press Sign in",
              "expected_result": "The overview of appointments opens",
              "order": 2
          }
      ]
  })
});
const data = await response.json();
