const response = await fetch('https://test-management.testsigma.com/api/v1/projects/:project_id/test_plans', {
  method: 'GET',
  headers: {
    'Authorization': 'Bearer <API_KEY>',
    'Content-Type': 'application/json'
  }
});
const data = await response.json();
