import requests

response = requests.put(
  'https://test-management.testsigma.com/api/v1/projects/:project_id/folders/:folder_id',
  headers={
    'Authorization': 'Bearer <API_KEY>',
    'Content-Type': 'application/json'
  },
  json={
      "name": "Regression Suite 2.4",
      "order": -1
  }
)
data = response.json()
