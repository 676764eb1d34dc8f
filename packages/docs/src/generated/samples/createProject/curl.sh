curl -X POST \
  'https://test-management.testsigma.com/api/v1/projects' \
  -H 'Authorization: Bearer <API_KEY>' \
  -H 'Content-Type: application/json' \
  -d '{
    "name": "Health Care Project",
    "description": "Tests of the patient portal and its booking service",
    "human_id_prefix": "DEMO"
  }'
