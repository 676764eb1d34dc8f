const response = await fetch('https://test-management.testsigma.com/api/v1/projects/:project_id/test_runs/:test_run_id/assign_user', {
  method: 'PUT',
  headers: {
    'Authorization': 'Bearer <API_KEY>',
    'Content-Type': 'application/json'
  },
  body: JSON.stringify({
      "user_id": "cbbc40a5-26e9-4b88-8c27-3626c9fbdaa4",
      "test_case_id": "9ac271b6-4e89-4c93-8c75-2d625efa0b2d"
  })
});
const data = await response.json();
