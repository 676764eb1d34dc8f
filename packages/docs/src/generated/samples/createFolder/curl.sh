curl -X POST \
  'https://test-management.testsigma.com/api/v1/projects/:project_id/folders' \
  -H 'Authorization: Bearer <API_KEY>' \
  -H 'Content-Type: application/json' \
  -d '{
    "name": "Regression Suite",
    "order": 1
  }'
