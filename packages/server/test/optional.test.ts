import { expect, it } from 'vitest'
import { loadOptional, MissingPackageError } from '../src/optional.ts'

it('a package that is not installed is named, with the option that needs it and how to get it', async () => {
  const name = '@testsigma-tms/not-installed'
  const load = () => import(name)

  await expect(loadOptional(name, '--docs', load)).rejects.toThrow(
    new MissingPackageError(`--docs needs the package ${name}, which is not installed. Run: npm install ${name}`),
  )
})

it('another error stays what it is', async () => {
  const error = new Error('a mistake in it')

  await expect(loadOptional('pg', '--database', () => Promise.reject(error))).rejects.toBe(error)
})

it('a package that is there is loaded', async () => {
  expect(await loadOptional('pg', '--database', () => import('pg'))).toHaveProperty('Client')
})
