import type { Random } from './random.ts'

const firstNames =
  'Ada Amir Ana Bram Chen Clara Dario Dina Elif Emil Farah Felix Gita Hana Hugo Ines Ivo Jana Jonas Kaia Kofi Lara Leo Lina Mei Milan Mira Nils Noor Olga Otto Pia Priya Rafa Rosa Sami Sofia Tariq Tess Uma Viktor Wen Yara Yusuf Zoe'.split(
    ' ',
  )
const lastNames =
  'Abara Achterberg Banerjee Bianchi Castillo Dahl Demir Eriksen Farouk Fischer Garcia Haddad Horvat Ito Jansen Kamau Kaya Kowalski Lindqvist Lopez Marin Mbeki Moreau Nakamura Novak Okafor Olsen Park Petrov Quist Rahman Rossi Santos Schmidt Silva Suzuki Tanaka Toth Ueda Varga Weber Xu Yilmaz Zhang'.split(
    ' ',
  )
const products = [
  'Harbour Ferry',
  'Lantern Library',
  'Meadow Bakery',
  'Northwind Clinic',
  'Orchard Bank',
  'Tin Whistle',
]
const areas = ['accounts', 'booking', 'billing', 'onboarding', 'reports', 'search', 'settings', 'sign-in', 'uploads']
const actions = ['Cancel', 'Change', 'Confirm', 'Create', 'Delete', 'Export', 'Open', 'Print', 'Search for', 'Share']
const things = ['an appointment', 'an invoice', 'a booking', 'a refund', 'a voucher', 'a profile', 'a report', 'a loan']
const conditions = ['as a guest', 'on a slow line', 'twice', 'with an expired session', 'without rights', 'at midnight']
const outcomes = ['The list shows it', 'A mail confirms it', 'Nothing else changes', 'An error names the field']

/** A fictitious person, unique by the number. */
export function person(random: Random, number: number) {
  const first_name = random.pick(firstNames)
  const last_name = random.pick(lastNames)
  return { first_name, last_name, email: `${first_name}.${last_name}.${number}@example.com`.toLowerCase() }
}

export function productName(random: Random): string {
  return `${random.pick(products)} ${random.pick(areas)}`
}

export function area(random: Random): string {
  return random.pick(areas)
}

/** The subject of a test case or a step, such as "Export a report twice". */
export function task(random: Random): string {
  return `${random.pick(actions)} ${random.pick(things)} ${random.pick(conditions)}`
}

export function outcome(random: Random): string {
  return random.pick(outcomes)
}
