const response = await fetch('https://test-management.testsigma.com/api/v1/projects/:project_id/folders/:folder_id', {
  method: 'PUT',
  headers: {
    'Authorization': 'Bearer <API_KEY>',
    'Content-Type': 'application/json'
  },
  body: JSON.stringify({
      "name": "Regression Suite 2.4",
      "order": -1
  })
});
const data = await response.json();
