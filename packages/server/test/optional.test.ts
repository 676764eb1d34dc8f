import { expect, it } from 'vitest'
import { loadOptional, MissingPackageError } from '../src/optional.ts'

it('a missing package is reported with the option that needs it and how to install it', async () => {
  const name = '@testsigma-tms/not-installed'
  const load = () => import(name)

  await expect(loadOptional(name, '--docs', load)).rejects.toThrow(
    new MissingPackageError(`--docs needs the package ${name}, which is not installed. Run: npm install ${name}`),
  )
})

it('another error is passed on unchanged', async () => {
  const error = new Error('a mistake in it')

  await expect(loadOptional('pg', '--database', () => Promise.reject(error))).rejects.toBe(error)
})

it('an installed package is loaded', async () => {
  expect(await loadOptional('pg', '--database', () => import('pg'))).toHaveProperty('Client')
})
