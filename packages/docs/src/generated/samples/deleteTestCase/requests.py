import requests

response = requests.delete(
  'https://test-management.testsigma.com/api/v1/projects/:project_id/test_cases/:test_case_id',
  headers={
    'Authorization': 'Bearer <API_KEY>',
    'Content-Type': 'application/json'
  }
)
data = response.json()
