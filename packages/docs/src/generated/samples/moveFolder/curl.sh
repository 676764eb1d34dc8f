curl -X POST \
  'https://test-management.testsigma.com/api/v1/projects/:project_id/folders/:folder_id/move' \
  -H 'Authorization: Bearer <API_KEY>' \
  -H 'Content-Type: application/json' \
  -d '{
    "parent_folder_id": "e8db64d3-9291-44d9-9e30-69438c272f05"
  }'
