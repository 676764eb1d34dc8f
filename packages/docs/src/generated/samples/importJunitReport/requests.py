import requests

response = requests.post(
  'https://test-management.testsigma.com/api/v1/projects/:project_id/junit-import/test-run/:test_run_id',
  headers={
    'Authorization': 'Bearer <API_KEY>'
  },
  files={
    'junit_xml': open('junit.xml', 'rb')
  }
)
data = response.json()
