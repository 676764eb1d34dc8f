import { localServer } from '../http/contract.ts'

/** Default values of options. */
export const defaults = { port: localServer.port, host: localServer.hostname, data: '.data/tms.sqlite' }

export const help = `Usage: testsigma-tms-server [command] [options]

A stateful local server for the Testsigma Test Management API.

Commands:
  serve                  run the server (default)
  keys create            create an API key and print it, only once
  keys list              print the ID and creation time of every key
  keys revoke <id>       revoke a key immediately
  seed                   add generated data, or your own with --from, and report progress
  reset                  replace all data with the demo data; keys are kept

Options:
  --data <file>          SQLite file, created with demo data if it does not exist (default ${defaults.data})
  --database <url>       an existing PostgreSQL database instead, such as postgres://user@host/database
  --empty                with serve and seed: create new data without demo data; with reset: delete the demo data too
  --help                 print this help
  --version              print the version

Options of seed:
  --from <file>          add the projects, users, labels, lookups and test cases of this file, in JSON or YAML (see the
                         README); all of it, or nothing if anything is wrong
  --users <number>       how many users to add; likewise --projects (default 1 if needed), --folders, --step-groups,
                         --cases, --plans and --runs, spread evenly over the new projects
  --seed <number>        random seed: the same number generates the same data (default: random, and printed)

Options of serve:
  --port <number>        port to listen on, 0 for any free one (default ${defaults.port})
  --host <address>       address to listen on (default ${defaults.host}, for this machine only)
  --api-key <key>        also accept this key, now and at every later start (default: TESTSIGMA_API_KEY, otherwise a
                         random key, kept in <file>.key; with --database, valid until the server stops)
  --docs <folder>        folder with the built docs, served at /
  --cors <origin>        also allow web pages of this origin, "*" for any origin (default: only pages of this
                         machine, such as http://localhost:4321; "none" allows none)
  --profile <name>       documented (default) or observed: imitate the vendor's documentation or the measured live API
  --rate-limit <number>  requests a second for each key, 0 for no limit (default: 10 if observed, otherwise 0)
  --latency <ms>         delay each request, as if the server were far away (default 0, at most 60000)
  --faults               allow fault injection with the header x-tms-fault (see the README)
  --sync <when>          normal (default) survives a killed process, full also a power cut
  --log                  log each request in one line on stderr
`
