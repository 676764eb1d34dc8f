import requests

response = requests.get(
  'https://test-management.testsigma.com/api/v1/projects/:project_id/test_cases',
  headers={
    'Authorization': 'Bearer <API_KEY>',
    'Content-Type': 'application/json'
  }
)
data = response.json()
