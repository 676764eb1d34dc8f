const response = await fetch('https://test-management.testsigma.com/api/v1/projects/:project_id/folders/:folder_id/move', {
  method: 'POST',
  headers: {
    'Authorization': 'Bearer <API_KEY>',
    'Content-Type': 'application/json'
  },
  body: JSON.stringify({
      "parent_folder_id": "e8db64d3-9291-44d9-9e30-69438c272f05"
  })
});
const data = await response.json();
