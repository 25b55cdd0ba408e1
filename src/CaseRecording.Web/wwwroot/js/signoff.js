// Sign-off by keyboard: through the queue, through the points of an entry, to a return about selected words.
// The page works the same with a mouse and without script; /keyboard lists the keys.

const isTyping = element => element.closest('input:not([type=radio], [type=checkbox], [type=submit]), textarea, select, [contenteditable]')
const off = 'sign-off-keys-off'
const remembered = () => { try { return localStorage.getItem(off) } catch { return null } }
const remember = value => { try { value ? localStorage.setItem(off, '1') : localStorage.removeItem(off) } catch { /* it holds for this page */ } }

// In the queue j and k go through the entries; Enter opens one, as it does every link.
function inQueue(key) {
  const links = [...document.querySelectorAll('[data-signoff] tbody a')]
  const at = links.indexOf(document.activeElement)
  if (key === 'j') links[Math.min(at + 1, links.length - 1)]?.focus()
  else if (key === 'k') links[Math.max(at - 1, 0)]?.focus()
  else return false
  return true
}

function answer(point, value) {
  point.querySelector(`input[value=${value}]`).click()
  if (value === 'no') point.querySelector('textarea').focus()
}

// The words selected in the text, without the labels that only the page adds, and the question they answer.
function selected() {
  const selection = getSelection()
  if (!selection.rangeCount || selection.isCollapsed) return null
  const section = [selection.anchorNode, selection.focusNode].map(node => (node.nodeType === 1 ? node : node.parentElement).closest('.app-note section'))
  const field = section[0] && section[0] === section[1] && section[0].querySelector('h2[id^="text-"]')
  if (!field) return null
  const part = selection.getRangeAt(0).cloneContents()
  for (const label of part.querySelectorAll('.govuk-visually-hidden, .app-words__label, .app-mark__label, summary, h2')) label.remove()
  return { field: field.id.slice('text-'.length), words: part.textContent.replace(/\s+/g, ' ').trim().slice(0, 500) }
}

function toReturn() {
  const form = document.querySelector('form.app-return')
  const about = selected()
  if (about) {
    form.querySelector('[name=returnField]').value = about.field
    form.querySelector('[name=returnPassage]').value = about.words
  }
  form.querySelector('[name=returnReason]').focus()
}

const restMet = points => points.filter(point => !point.querySelector('input:checked')).forEach(point => answer(point, 'yes'))

function onEntry(key, form, points) {
  const queue = { j: 'next', k: 'prev' }[key]
  if (queue) document.querySelector(`.app-queue-links [rel=${queue}]`).click()
  else if (key === 'm') restMet(points)
  else if (key === 's') form.requestSubmit(form.querySelector('button[name=Next][value=true]'))
  else if (key === 'r') toReturn()
  else if (/^[0-9]$/.test(key) && points[(Number(key) + 9) % 10]) {
    const point = points[(Number(key) + 9) % 10]
    answer(point, point.querySelector('input[value=no]').checked ? 'yes' : 'no')
  } else return false
  return true
}

export function start() {
  const form = document.querySelector('form.app-standard')
  const points = form ? [...form.querySelectorAll('.app-standard__point')] : []
  let on = !remembered()
  const toggle = form?.querySelector('[data-keys]')
  if (form) {
    const show = () => { toggle.setAttribute('aria-pressed', on); toggle.textContent = on ? 'Letter keys are on' : 'Letter keys are off' }
    form.querySelector('.app-standard__keys').hidden = false
    form.querySelector('[data-rest-met]').addEventListener('click', () => restMet(points))
    toggle.addEventListener('click', () => { on = !on; remember(!on); show() })
    show()
  }
  document.addEventListener('keydown', event => {
    if (event.defaultPrevented || event.repeat || event.altKey) return
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && event.target.closest('form.app-return')) {
      event.preventDefault()
      const back = event.target.closest('form')
      return back.requestSubmit(back.querySelector('button[name=Next][value=true]'))
    }
    if (!on || event.ctrlKey || event.metaKey || isTyping(event.target) || document.querySelector('dialog[open]')) return
    if (form ? onEntry(event.key, form, points) : inQueue(event.key)) event.preventDefault()
  })
  document.querySelector('[data-signoff]').dataset.signoff = 'ready'
}
