import requests

response = requests.put(
  'https://test-management.testsigma.com/api/v1/projects/:project_id/test_plans/:test_plan_id',
  headers={
    'Authorization': 'Bearer <API_KEY>',
    'Content-Type': 'application/json'
  },
  json={
      "title": "Release 2.4 of the patient portal, second try"
  }
)
data = response.json()
