curl -X PUT \
  'https://test-management.testsigma.com/api/v1/projects/:project_id/test_plans/:test_plan_id' \
  -H 'Authorization: Bearer <API_KEY>' \
  -H 'Content-Type: application/json' \
  -d '{
    "title": "Release 2.4 of the patient portal, second try"
  }'
