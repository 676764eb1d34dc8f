import requests

response = requests.post(
  'https://test-management.testsigma.com/api/v1/projects/:project_id/folders/:folder_id/move',
  headers={
    'Authorization': 'Bearer <API_KEY>',
    'Content-Type': 'application/json'
  },
  json={
      "parent_folder_id": "e8db64d3-9291-44d9-9e30-69438c272f05"
  }
)
data = response.json()
