curl -X GET \
  'https://test-management.testsigma.com/api/v1/test_cases/automation_types' \
  -H 'Authorization: Bearer <API_KEY>' \
  -H 'Content-Type: application/json'
