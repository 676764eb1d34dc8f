import * as client from '@testsigma-tms/client'
import { expect, it } from 'vitest'
import { siteFile } from './site-files.ts'

it('the guide about errors lists every error class of the client', async () => {
  const guide = await siteFile('guides/errors.md')
  const listed = Array.from(guide.matchAll(/^\| `(\w+Error)` \|/gm), ([, name]) => name)
  const classes = Object.keys(client).filter((name) => name.endsWith('Error') && name !== 'TestsigmaError')
  expect(listed.sort()).toEqual(classes.sort())
})
