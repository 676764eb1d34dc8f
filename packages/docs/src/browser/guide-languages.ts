import { followLanguage } from './language.ts'

/** Number of tab groups, used for unique IDs. */
let count = 0

// Turns consecutive code blocks in different languages into tabs; without JavaScript all blocks are shown.
const place = document.querySelector<HTMLElement>('[data-languages]')
const labels: Record<string, string> = JSON.parse(place?.dataset.languages ?? '{}')

for (const blocks of runsOf([...document.querySelectorAll<HTMLElement>('.sl-markdown-content > .expressive-code')])) {
  const names = blocks.map(labelOf)
  if (blocks.length > 1 && new Set(names).size === blocks.length) showAsTabs(blocks, names)
}
followLanguage()

function labelOf(block: HTMLElement): string {
  return labels[block.querySelector<HTMLElement>('pre')?.dataset.language ?? ''] ?? ''
}

/** Groups of consecutive code blocks in known languages. */
function runsOf(blocks: HTMLElement[]): HTMLElement[][] {
  const runs: HTMLElement[][] = []
  for (const block of blocks) {
    if (labelOf(block) === '') continue
    const last = runs.at(-1)
    if (last && last.at(-1) === block.previousElementSibling) last.push(block)
    else runs.push([block])
  }
  return runs
}

function showAsTabs(blocks: HTMLElement[], names: string[]): void {
  const switcher = document.createElement('div')
  switcher.className = 'switcher not-content'
  switcher.dataset.switcher = 'language'
  const fieldset = document.createElement('fieldset')
  const legend = document.createElement('legend')
  legend.textContent = 'Language'
  fieldset.append(legend, ...names.map((name, index) => choiceOf(name, index === 0)))
  blocks[0]?.before(switcher)
  switcher.append(fieldset, ...blocks.map((block, index) => panelOf(block, names[index] ?? '')))
}

function choiceOf(name: string, isFirst: boolean): HTMLElement {
  const label = document.createElement('label')
  const input = document.createElement('input')
  const text = document.createElement('span')
  if (isFirst) count += 1
  Object.assign(input, { type: 'radio', name: `language-${count}`, value: name, checked: isFirst })
  text.textContent = name
  label.append(input, text)
  return label
}

function panelOf(block: HTMLElement, name: string): HTMLElement {
  const panel = document.createElement('section')
  panel.className = 'panel'
  panel.setAttribute('aria-label', name)
  panel.append(block)
  return panel
}
