import requests

response = requests.put(
  'https://test-management.testsigma.com/api/v1/projects/:project_id',
  headers={
    'Authorization': 'Bearer <API_KEY>',
    'Content-Type': 'application/json'
  },
  json={
      "name": "Health Care Project (Q2)",
      "description": "Tests of the patient portal, second quarter"
  }
)
data = response.json()
