curl -X GET \
  'https://test-management.testsigma.com/api/v1/projects/:project_id/folders/:folder_id' \
  -H 'Authorization: Bearer <API_KEY>' \
  -H 'Content-Type: application/json'
