const response = await fetch('https://test-management.testsigma.com/api/v1/projects/:project_id/test_plans/:test_plan_id', {
  method: 'PUT',
  headers: {
    'Authorization': 'Bearer <API_KEY>',
    'Content-Type': 'application/json'
  },
  body: JSON.stringify({
      "title": "Release 2.4 of the patient portal, second try"
  })
});
const data = await response.json();
