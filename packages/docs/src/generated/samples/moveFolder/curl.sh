curl -X POST \
  'https://test-management.testsigma.com/api/v1/projects/:project_id/folders/:folder_id/move' \
  -H 'Authorization: Bearer <API_KEY>' \
  -H 'Content-Type: application/json' \
  -d '{
    "parent_folder_id": "c69216e0-e2a9-401f-9e08-77176abce8c4"
  }'
