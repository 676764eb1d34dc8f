curl -X GET \
  'https://test-management.testsigma.com/api/v1/labels' \
  -H 'Authorization: Bearer <API_KEY>' \
  -H 'Content-Type: application/json'
