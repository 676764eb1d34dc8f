export type { Language, Parser, Runner, Tool } from './language.ts'
export { languages } from './languages.ts'
export { type Notation, notations } from './notations.ts'
