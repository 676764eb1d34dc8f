import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Repository } from './repository.ts'

/** A copy in which everything has just been released, whatever is prepared in the original. */
export async function releasedRepository(...folders: string[]): Promise<Repository> {
  const repository = await Repository.copy('spec', '.changeset', 'packages/client/package.json', ...folders)
  await repository.write('spec/baseline/openapi.yaml', await repository.read('spec/dist/openapi.yaml'))
  await repository.write(
    'spec/baseline/packages.json',
    `${JSON.stringify({ version: await packagesVersion(repository) })}\n`,
  )
  for (const file of await readdir(join(repository.root, '.changeset'))) {
    if (file.endsWith('.md') && file !== 'README.md') await repository.delete(`.changeset/${file}`)
  }
  return repository
}

async function packagesVersion(repository: Repository): Promise<string> {
  return JSON.parse(await repository.read('packages/client/package.json')).version
}

/** The versions before and after a release with an addition or a break, before 1.0.0. */
export async function versionsOf(repository: Repository) {
  const { version } = JSON.parse(await repository.read('spec/package.json'))
  const [major, minor, patch] = version.split('.').map(Number)
  return { released: version, minor: `${major}.${minor + 1}.0`, patch: `${major}.${minor}.${patch + 1}` }
}
