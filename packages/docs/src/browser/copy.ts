/** How long a button shows that it has copied, in milliseconds. */
const shown = 1500

document.addEventListener('click', async ({ target }) => {
  const button = target instanceof Element ? target.closest<HTMLButtonElement>('[data-copy]') : null
  if (!button) return
  const isCopied = await navigator.clipboard.writeText(button.dataset.copy ?? '').then(
    () => true,
    () => false,
  )
  button.dataset.state = isCopied ? 'copied' : 'failed'
  setTimeout(() => delete button.dataset.state, shown)
})
