import { localServer } from '../http/contract.ts'

/** Of the options that have one. */
export const defaults = { port: localServer.port, host: localServer.hostname, data: '.data/tms.sqlite' }

export const help = `Usage: testsigma-tms-server [command] [options]

A local server of the Testsigma Test Management API, with state.

Commands:
  serve                  runs the server (the default)
  keys create            makes an API key and prints it, this once
  keys list              prints the id and the time of creation of every key
  keys revoke <id>       makes a key worthless, at once
  seed                   adds made-up data, or with --from your own account, and says how far it is
  reset                  puts the demo data in the place of all other data; keys stay

Options:
  --data <file>          SQLite file, made with demo data if it does not exist (default ${defaults.data})
  --database <url>       PostgreSQL database instead, such as postgres://user@host/database; it has to exist
  --empty                with serve and seed: new data starts without demo data; with reset: no demo data either
  --help                 this text
  --version              the version of this package, alone

Options of seed:
  --from <file>          add the projects, users, labels, lookups and test cases of this file, in JSON or YAML (see the
                         README): all of them, or nothing if anything is wrong
  --users <number>       how many to add; so too --projects (default 1, if anything belongs into one), --folders,
                         --step-groups, --cases, --plans and --runs, spread evenly over the new projects
  --seed <number>        the same number makes the same data again (default: a random one, which is shown)

Options of serve:
  --port <number>        port to listen on, 0 for any free one (default ${defaults.port})
  --host <address>       address to listen on (default ${defaults.host}, for this machine only)
  --api-key <key>        accept this key too, now and at every later start (default: TESTSIGMA_API_KEY,
                         or else a random key: kept beside a file in <file>.key, with --database for this run)
  --docs <folder>        built docs to serve at /
  --cors <origin>        let web pages of this origin read responses too, "*" for any origin (default: pages of this
                         machine, as on http://localhost:4321; "none" for not even those)
  --profile <name>       documented or observed: imitate the vendor's pages (the default), or the measured live API
  --rate-limit <number>  requests in a second that each key has, 0 for any number (default: 10 if observed, else 0)
  --latency <ms>         let each request wait, as if the server were far away (default: 0, at most 60000)
  --faults               let requests ask for faults by the header x-tms-fault (see the README)
  --sync <when>          normal, which survives a killed process (the default), or full, which survives a power cut
  --log                  one line on stderr for each request
`
