const response = await fetch('https://test-management.testsigma.com/api/v1/projects/:project_id', {
  method: 'PUT',
  headers: {
    'Authorization': 'Bearer <API_KEY>',
    'Content-Type': 'application/json'
  },
  body: JSON.stringify({
      "name": "Health Care Project (Q2)",
      "description": "Tests of the patient portal, second quarter"
  })
});
const data = await response.json();
