curl -X PUT \
  'https://test-management.testsigma.com/api/v1/projects/:project_id/test_runs/:test_run_id' \
  -H 'Authorization: Bearer <API_KEY>' \
  -H 'Content-Type: application/json' \
  -d '{
    "title": "Patient portal 2.4, regression (2)",
    "description": "Everything that the release may have touched",
    "status": "ACTIVE",
    "project_id": "c47ade67-0543-4582-a4a5-b7de447c94f5",
    "human_id": "DEMO-001",
    "selection_type": "STATIC",
    "start_date": 1710675200,
    "end_date": 1710761600,
    "assignee_id": "cbbc40a5-26e9-4b88-8c27-3626c9fbdaa4",
    "label_names": [
      "Smoke",
      "Regression"
    ],
    "environment_ids": []
  }'
