import { beforeEach, inject } from 'vitest'

// Before every test of the project; on CI the setup has failed already.
beforeEach(({ skip }) => {
  skip(inject('template') === undefined, 'PostgreSQL is missing: install it, or name one in TMS_TEST_POSTGRES')
})
