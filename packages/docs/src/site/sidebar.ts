import { addresses } from './addresses.ts'
import { commandGroups } from './pages/commands.ts'
import { resources, schemaGroups } from './reference.ts'

/** The navigation of the site, in Starlight's format. */
export const sidebar = [
  {
    label: 'Start',
    items: [
      { label: 'Overview', link: addresses.start },
      { label: 'Authentication', link: addresses.authentication },
    ],
  },
  { label: 'Guides', items: [{ autogenerate: { directory: 'guides' } }] },
  {
    label: 'Reference',
    items: resources.map(({ name, operations }) => ({
      label: name,
      collapsed: true,
      items: [
        { label: 'Overview', link: addresses.resource(name) },
        ...operations.map((operation) => ({
          label: operation.summary,
          link: addresses.operation(operation),
          badge: { text: operation.method.toUpperCase(), class: `method ${operation.method}` },
        })),
      ],
    })),
  },
  {
    label: 'Schemas',
    collapsed: true,
    items: schemaGroups.map(({ name }) => ({ label: name, link: addresses.schemas(name) })),
  },
  {
    label: 'Command line',
    collapsed: true,
    items: commandGroups.map(({ name }) => ({ label: `tms ${name}`, link: addresses.commands(name) })),
  },
  {
    label: 'More',
    items: [
      { label: 'Known differences', link: addresses.differences },
      { label: 'For machines', link: addresses.machines },
      { label: 'Changelog', link: addresses.changelog },
    ],
  },
]
