// Keys that save time. The page /keyboard lists them; here its list is shown without leaving the page.

const isTyping = element => element.closest('input:not([type=radio], [type=checkbox], [type=submit]), textarea, select, [contenteditable]')

async function list() {
  if (document.querySelector('dialog[open]')) return
  const page = await fetch('/keyboard', { cache: 'no-store' }).then(answer => answer.ok ? answer.text() : '').catch(() => '')
  const table = new DOMParser().parseFromString(page, 'text/html').querySelector('main table')
  if (!table) return location.assign('/keyboard')
  const dialog = document.createElement('dialog')
  dialog.className = 'app-dialog'
  dialog.setAttribute('aria-labelledby', 'keys-title')
  const title = Object.assign(document.createElement('h2'), { className: 'govuk-heading-m', id: 'keys-title', textContent: 'Keyboard shortcuts' })
  const close = Object.assign(document.createElement('button'), { className: 'govuk-button govuk-button--secondary', type: 'button', textContent: 'Close', autofocus: true })
  close.addEventListener('click', () => dialog.close())
  dialog.addEventListener('close', () => dialog.remove())
  dialog.append(title, document.adoptNode(table), close)
  document.body.append(dialog)
  dialog.showModal()
}

export function start() {
  document.addEventListener('keydown', event => {
    if (event.defaultPrevented || event.repeat) return
    if (event.key === '?' && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target)) {
      event.preventDefault()
      list()
    }
    const finalise = event.key === 'Enter' && (event.ctrlKey || event.metaKey) && event.target.closest('form.app-record')?.querySelector('button[name=act][value=finalise]')
    if (finalise) {
      event.preventDefault()
      finalise.form.requestSubmit(finalise) // a page asks before anything is final
    }
  })
}
