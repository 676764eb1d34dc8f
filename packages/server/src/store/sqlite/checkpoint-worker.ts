/** A thread of `checkpoints.ts`: moves the pages of the write-ahead log into the data file; others can read and write meanwhile. */
import { DatabaseSync } from 'node:sqlite'
import { workerData } from 'node:worker_threads'

const { file } = workerData as { file: string }
const database = new DatabaseSync(file)
database.exec('pragma wal_checkpoint(passive)')
database.close()
