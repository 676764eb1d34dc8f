import requests

response = requests.get(
  'https://test-management.testsigma.com/api/v1/labels',
  headers={
    'Authorization': 'Bearer <API_KEY>',
    'Content-Type': 'application/json'
  }
)
data = response.json()
