import requests

response = requests.post(
  'https://test-management.testsigma.com/api/v1/projects/:project_id/test_plans',
  headers={
    'Authorization': 'Bearer <API_KEY>',
    'Content-Type': 'application/json'
  },
  json={
      "title": "Release 2.4 of the patient portal",
      "description": "Regression and smoke runs before the second quarter ends",
      "start_date": 1710374400,
      "end_date": 1712966400,
      "label_ids": [
          "3ebf1ec4-f994-4f41-822a-01305e1f78c1"
      ]
  }
)
data = response.json()
