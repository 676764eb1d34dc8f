curl -X DELETE \
  'https://test-management.testsigma.com/api/v1/projects/:project_id/test_cases/:test_case_id' \
  -H 'Authorization: Bearer <API_KEY>' \
  -H 'Content-Type: application/json'
