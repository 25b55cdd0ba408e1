// Phrases put in where one writes, by a button or Ctrl+I. The list is the page's own, which is there to copy from without script.

function make(name, { text, css, ...attributes } = {}, ...children) {
  const element = document.createElement(name)
  if (text !== undefined) element.textContent = text
  if (css) element.className = css
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  element.append(...children)
  return element
}

const FEW = 6 // so many are in sight at once

/** Typed rather than set, so that undo takes it back. */
function put(area, phrase, start, end) {
  const before = area.value.slice(0, start)
  const text = before && !/\s$/.test(before) ? ` ${phrase}` : phrase
  area.focus()
  area.setSelectionRange(start, end)
  if (document.execCommand('insertText', false, text)) return
  area.setRangeText(text, start, end, 'end')
  area.dispatchEvent(new Event('input', { bubbles: true }))
}

function choice({ name, text }, i) {
  const input = make('input', { css: 'govuk-radios__input', type: 'radio', name: 'phrase', id: `phrase-${i}`, value: String(i), 'aria-describedby': `phrase-${i}-hint` })
  return make('div', { css: 'govuk-radios__item' }, input,
    make('label', { css: 'govuk-label govuk-radios__label', for: `phrase-${i}`, text: name }),
    make('div', { css: 'govuk-hint govuk-radios__hint app-wrap', id: `phrase-${i}-hint`, text }))
}

function ask(area, phrases) {
  // Kept: the dialog takes the focus, and where one was may not survive that.
  const [start, end] = [area.selectionStart, area.selectionEnd]
  const items = phrases.map(choice)
  const radios = make('div', { css: 'govuk-radios govuk-radios--small app-phrases__choices' }, ...items)
  const find = make('input', { css: 'govuk-input', type: 'text', id: 'phrase-find', autocomplete: 'off' })
  const found = make('p', { css: 'govuk-body-s app-quiet', role: 'status' })
  const none = phrases.length === 0
  const form = make('form', { method: 'dialog' },
    make('h2', { css: 'govuk-heading-m', id: 'phrase-title', text: 'Put in a phrase' }),
    ...(phrases.length > FEW ? [make('div', { css: 'govuk-form-group' }, make('label', { css: 'govuk-label', for: 'phrase-find', text: 'Part of its name or words' }), find), found] : []),
    ...(none ? [make('p', { css: 'govuk-body' }, 'You have no phrases yet. Make some under ', make('a', { css: 'govuk-link', href: '/templates', target: '_blank', rel: 'noopener', text: 'Templates (opens in a new tab)' }), '.')]
      : [make('fieldset', { css: 'govuk-fieldset govuk-!-margin-bottom-4' }, make('legend', { css: 'govuk-visually-hidden', text: 'Which phrase?' }), radios)]),
    make('div', { css: 'govuk-button-group' },
      ...(none ? [] : [make('button', { css: 'govuk-button', value: 'put', text: 'Put it in' })]),
      make('button', { css: 'govuk-button govuk-button--secondary', value: 'cancel', text: none ? 'Close' : 'Cancel' })))
  const dialog = make('dialog', { css: 'app-dialog', 'aria-labelledby': 'phrase-title' }, form)
  const choose = () => {
    const shown = items.filter(item => !item.hidden)
    if (shown.length > 0 && !shown.some(item => item.firstChild.checked)) shown[0].firstChild.checked = true
    found.textContent = shown.length === 0 ? 'None has these words.' : ''
  }
  find.addEventListener('input', () => {
    const words = find.value.trim().toLowerCase()
    items.forEach((item, i) => { item.hidden = !`${phrases[i].name} ${phrases[i].text}`.toLowerCase().includes(words) })
    for (const item of items) if (item.hidden) item.firstChild.checked = false
    choose()
  })
  dialog.addEventListener('close', () => {
    const chosen = form.elements.phrase && new FormData(form).get('phrase')
    dialog.remove()
    area.focus()
    if (dialog.returnValue === 'put' && chosen) put(area, phrases[Number(chosen)].text, start, end)
  })
  choose()
  document.body.append(dialog)
  dialog.showModal()
  const first = phrases.length > FEW ? find : form.querySelector('input:checked')
  first?.focus()
}

export function start(form) {
  const list = form.querySelector('.app-phrases')
  if (!list) return
  const phrases = [...list.querySelectorAll('dt')].map(dt => ({ name: dt.textContent.trim(), text: dt.nextElementSibling.textContent }))
  for (const area of form.querySelectorAll('textarea')) {
    const button = make('button', { css: 'app-markbutton', type: 'button', text: 'Put in a phrase', 'aria-controls': area.id })
    // Pressing a button takes the focus, and on some browsers the place in the text with it.
    button.addEventListener('pointerdown', event => event.preventDefault())
    button.addEventListener('click', () => ask(area, phrases))
    const row = area.nextElementSibling?.matches('.app-markbuttons') ? area.nextElementSibling : make('div', { css: 'app-markbuttons' })
    row.append(button)
    area.after(row)
  }
  form.addEventListener('keydown', event => {
    if (event.key.toLowerCase() !== 'i' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || !event.target.matches('textarea')) return
    event.preventDefault()
    ask(event.target, phrases)
  })
}
