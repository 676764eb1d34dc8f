import requests

response = requests.post(
  'https://test-management.testsigma.com/api/v1/projects',
  headers={
    'Authorization': 'Bearer <API_KEY>',
    'Content-Type': 'application/json'
  },
  json={
      "name": "Health Care Project",
      "description": "Tests of the patient portal and its booking service",
      "human_id_prefix": "DEMO"
  }
)
data = response.json()
