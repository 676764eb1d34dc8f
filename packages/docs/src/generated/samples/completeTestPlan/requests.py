import requests

response = requests.post(
  'https://test-management.testsigma.com/api/v1/projects/:project_id/test_plans/:test_plan_id/complete',
  headers={
    'Authorization': 'Bearer <API_KEY>',
    'Content-Type': 'application/json'
  }
)
data = response.json()
