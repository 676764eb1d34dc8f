curl -X GET \
  'https://test-management.testsigma.com/api/v1/projects/:project_id/junit-imports/:import_id/status' \
  -H 'Authorization: Bearer <API_KEY>' \
  -H 'Content-Type: application/json'
