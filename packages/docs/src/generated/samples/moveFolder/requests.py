import requests

response = requests.post(
  'https://test-management.testsigma.com/api/v1/projects/:project_id/folders/:folder_id/move',
  headers={
    'Authorization': 'Bearer <API_KEY>',
    'Content-Type': 'application/json'
  },
  json={
      "parent_folder_id": "c69216e0-e2a9-401f-9e08-77176abce8c4"
  }
)
data = response.json()
