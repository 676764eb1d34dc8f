import requests

response = requests.get(
  'https://test-management.testsigma.com/api/v1/test_cases/statuses',
  headers={
    'Authorization': 'Bearer <API_KEY>',
    'Content-Type': 'application/json'
  }
)
data = response.json()
