import { createClient, NotFoundError } from '@testsigma-tms/client'
import { expect, test } from 'vitest'

test('the client works', async () => {
  const missing = createClient().projects.get({ project_id: '00000000-0000-4000-8000-000000000000' })

  await expect(missing).rejects.toThrow(NotFoundError)
})
