// Hides the screen at once when somebody comes close: Escape twice, or the button at the top.

const TWICE_WITHIN = 600 // ms

export function start() {
  let dialog, title, lastEscape = -Infinity

  /** Covers the page. With `locked` it stays covered. */
  function cover({ heading = 'Screen hidden', text = 'Your work is as you left it.', locked = false } = {}) {
    if (dialog?.open) dialog.remove()
    else title = document.title
    document.title = 'Case Recording'
    dialog = document.createElement('dialog')
    dialog.className = 'app-hidden-screen'
    dialog.setAttribute('aria-label', heading)
    const h = Object.assign(document.createElement('h2'), { className: 'govuk-heading-l', textContent: heading })
    const p = Object.assign(document.createElement('p'), { className: 'govuk-body', textContent: text })
    dialog.append(h, p)
    if (!locked) {
      const show = Object.assign(document.createElement('button'), { className: 'govuk-button', type: 'button', textContent: 'Show my screen', autofocus: true })
      show.addEventListener('click', uncover)
      dialog.append(show)
    }
    dialog.addEventListener('cancel', event => event.preventDefault())
    document.body.append(dialog)
    dialog.showModal()
  }

  function uncover() {
    dialog.remove()
    document.title = title
  }

  document.addEventListener('keydown', event => {
    if (event.key !== 'Escape') return
    // Pressed once more in fright: without this the browser would close the cover, which 'cancel' may stop only once.
    if (dialog?.open) event.preventDefault()
    if (event.repeat) return
    const now = performance.now()
    if (now - lastEscape < TWICE_WITHIN && !dialog?.open) {
      event.preventDefault()
      cover()
    }
    lastEscape = now
  })
  for (const button of document.querySelectorAll('[data-hide-screen]')) {
    button.hidden = false
    button.addEventListener('click', () => cover())
  }
  return { cover }
}
