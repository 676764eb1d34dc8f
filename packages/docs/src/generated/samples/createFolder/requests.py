import requests

response = requests.post(
  'https://test-management.testsigma.com/api/v1/projects/:project_id/folders',
  headers={
    'Authorization': 'Bearer <API_KEY>',
    'Content-Type': 'application/json'
  },
  json={
      "name": "Regression Suite",
      "order": 1
  }
)
data = response.json()
