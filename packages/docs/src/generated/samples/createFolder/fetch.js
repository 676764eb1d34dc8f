const response = await fetch('https://test-management.testsigma.com/api/v1/projects/:project_id/folders', {
  method: 'POST',
  headers: {
    'Authorization': 'Bearer <API_KEY>',
    'Content-Type': 'application/json'
  },
  body: JSON.stringify({
      "name": "Regression Suite",
      "order": 1
  })
});
const data = await response.json();
