const response = await fetch('https://test-management.testsigma.com/api/v1/projects', {
  method: 'POST',
  headers: {
    'Authorization': 'Bearer <API_KEY>',
    'Content-Type': 'application/json'
  },
  body: JSON.stringify({
      "name": "Health Care Project",
      "description": "Tests of the patient portal and its booking service",
      "human_id_prefix": "DEMO"
  })
});
const data = await response.json();
