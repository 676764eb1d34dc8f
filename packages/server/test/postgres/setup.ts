import type { TestProject } from 'vitest/node'
import { createServer } from '../../src/index.ts'
import { findPostgres, startCluster } from './cluster.ts'
import { connect, dropTestDatabases, notePristineData, templateName } from './databases.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The kind of database used by the tests. */
    database: 'sqlite' | 'postgres'
    /** URL of the template database that is copied for each test; absent without PostgreSQL. */
    template: string | undefined
  }
}

const isMissing = 'PostgreSQL is missing: install it (postgresql), or name one in TMS_TEST_POSTGRES'

/** Provides PostgreSQL with a template database that contains the demo data. */
export default async function setup(project: TestProject): Promise<() => void | Promise<void>> {
  const given = process.env.TMS_TEST_POSTGRES
  const binaries = findPostgres()
  if (!given && !binaries) return refuseOrSkip(project)
  const cluster = given ? undefined : startCluster(String(binaries), false)
  const url = given ?? String(cluster?.url('postgres'))
  const template = await makeTemplate(url)
  project.provide('template', template)
  return () => (cluster ? cluster.stop() : dropTestDatabases(url))
}

/** In CI nothing may be skipped; elsewhere PostgreSQL may be missing. */
function refuseOrSkip(project: TestProject): () => void {
  if (process.env.CI) throw new Error(isMissing)
  project.provide('template', undefined)
  process.stderr.write(`The project "postgres" is skipped. ${isMissing}\n`)
  return () => {}
}

async function makeTemplate(url: string): Promise<string> {
  const template = Object.assign(new URL(url), { pathname: `/${templateName}` }).href
  const admin = await connect(url)
  await admin.query(`drop database if exists ${templateName}`)
  await admin.query(`create database ${templateName}`)
  await admin.end()
  const server = await createServer({ database: template })
  await server.close()
  await notePristineData(template)
  return template
}
