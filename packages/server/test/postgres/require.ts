import { beforeEach, inject } from 'vitest'

// Skips every test of the project; in CI the setup has failed already.
beforeEach(({ skip }) => {
  skip(inject('template') === undefined, 'PostgreSQL is missing: install it, or name one in TMS_TEST_POSTGRES')
})
