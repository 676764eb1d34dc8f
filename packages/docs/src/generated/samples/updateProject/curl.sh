curl -X PUT \
  'https://test-management.testsigma.com/api/v1/projects/:project_id' \
  -H 'Authorization: Bearer <API_KEY>' \
  -H 'Content-Type: application/json' \
  -d '{
    "name": "Health Care Project (Q2)",
    "description": "Tests of the patient portal, second quarter"
  }'
