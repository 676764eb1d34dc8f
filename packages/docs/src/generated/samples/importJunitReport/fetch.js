import { openAsBlob } from 'node:fs';

const form = new FormData();
form.append('junit_xml', await openAsBlob('junit.xml'), 'junit.xml');
const response = await fetch('https://test-management.testsigma.com/api/v1/projects/:project_id/junit-import/test-run/:test_run_id', {
  method: 'POST',
  headers: {
    'Authorization': 'Bearer <API_KEY>'
  },
  body: form
});
const data = await response.json();
