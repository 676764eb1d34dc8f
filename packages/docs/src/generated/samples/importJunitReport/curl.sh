curl -X POST \
  'https://test-management.testsigma.com/api/v1/projects/:project_id/junit-import/test-run/:test_run_id' \
  -H 'Authorization: Bearer <API_KEY>' \
  -F 'junit_xml=@junit.xml'
