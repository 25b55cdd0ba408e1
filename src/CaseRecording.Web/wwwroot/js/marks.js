// Marks what is selected, so that nobody needs to know the signs: a child's own words, an opinion, what a third party said.
// The words stay plain text; only the signs around them are written here.

const KINDS = [
  ['fact', 'Fact'],
  ['opinion', 'Opinion', 'Whose opinion is it?'],
  ['assessment', 'Assessment'],
  ['judgement', 'Professional judgement'],
  ['decision', 'Decision'],
  ['third party', 'Told by a third party', 'Who said it, and what are they?'],
  ['sensitive', 'Very personal: collapsed until asked for'],
]

function make(name, { text, css, ...attributes } = {}, ...children) {
  const element = document.createElement(name)
  if (text !== undefined) element.textContent = text
  if (css) element.className = css
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  element.append(...children)
  return element
}

/** Tells the draft, the advice and the character count, and leaves the person where they were. */
function replace(area, text, from, to) {
  area.setRangeText(text, from, to, 'select')
  area.focus()
  area.dispatchEvent(new Event('input', { bubbles: true }))
}

/** Whole lines become a quotation (> at their start) and back; part of a line is marked in place. */
export function ownWords(area) {
  const { value, selectionStart: start, selectionEnd: end } = area
  const part = value.slice(start, end)
  const from = value.lastIndexOf('\n', start - 1) + 1
  const to = value.indexOf('\n', end) < 0 ? value.length : value.indexOf('\n', end)
  const lines = value.slice(from, to)
  if (part.trim() && !part.includes('\n') && part.trim() !== lines.trim()) {
    replace(area, part.replace(part.trim(), words => `==${words}==`), start, end)
  } else {
    const all = lines.split('\n')
    const marked = all.every(line => line.startsWith('> '))
    replace(area, all.map(line => marked ? line.slice(2) : line.startsWith('> ') ? line : `> ${line}`).join('\n'), from, to)
  }
}

/** A statement ends with its line, so each line is marked by itself, after the sign it may begin with. */
function statement(area, start, end, kind, source) {
  const owner = source.replace(/[|\[\]\n]/g, ' ').trim()
  const open = owner ? `[[${kind}: ${owner}|` : `[[${kind}|`
  const marked = area.value.slice(start, end).split('\n').map(line => {
    const [, sign, space, words, rest] = line.match(/^((?:> |- )?)(\s*)(.*?)(\s*)$/s)
    return words ? `${sign}${space}${open}${words}]]${rest}` : line
  })
  replace(area, marked.join('\n'), start, end)
}

function radio(value, label, checked) {
  const id = `mark-${value.replace(' ', '-')}`
  const input = make('input', { css: 'govuk-radios__input', type: 'radio', name: 'mark', id, value })
  input.checked = checked
  return make('div', { css: 'govuk-radios__item' }, input, make('label', { css: 'govuk-label govuk-radios__label', for: id, text: label }))
}

/** Asks how the selected words are to be marked, or which entry to link to. */
function ask(area, entriesUrl) {
  // Kept: the dialog takes the focus, and what is selected may not survive that.
  const [start, end] = [area.selectionStart, area.selectionEnd]
  const selected = area.value.slice(start, end).trim()
  const radios = make('div', { css: 'govuk-radios govuk-radios--small' }, ...(selected ? KINDS.map(([value, label], i) => radio(value, label, i === 0)) : []))
  const sourceLabel = make('label', { css: 'govuk-label', for: 'mark-source' })
  const source = make('input', { css: 'govuk-input', type: 'text', id: 'mark-source', maxlength: '120', autocomplete: 'off' })
  const sourceGroup = make('div', { css: 'govuk-form-group' }, sourceLabel, source)
  const entry = make('select', { css: 'govuk-select app-wide', id: 'mark-entry' }, make('option', { value: '', text: 'No link' }))
  const entryGroup = make('div', { css: 'govuk-form-group' }, make('label', { css: 'govuk-label', for: 'mark-entry', text: selected ? 'Or link to another entry after these words' : 'Link to another entry' }), entry)
  const form = make('form', { method: 'dialog' },
    make('h2', { css: 'govuk-heading-m', id: 'mark-title', text: selected ? 'Mark these words' : 'Link to another entry' }),
    ...(selected ? [make('p', { css: 'govuk-inset-text app-mark-excerpt', text: selected.length > 160 ? `${selected.slice(0, 160)}…` : selected })]
      : [make('p', { css: 'govuk-body', text: 'To mark words as an opinion or as what somebody told you, select them first.' })]),
    make('fieldset', { css: 'govuk-fieldset govuk-!-margin-bottom-4' }, make('legend', { css: 'govuk-visually-hidden', text: 'What are these words?' }), radios),
    sourceGroup, entryGroup,
    make('div', { css: 'govuk-button-group' },
      make('button', { css: 'govuk-button', value: 'mark', text: selected ? 'Mark' : 'Link' }),
      make('button', { css: 'govuk-button govuk-button--secondary', value: 'cancel', formnovalidate: '', text: 'Cancel' })))
  const dialog = make('dialog', { css: 'app-dialog', 'aria-labelledby': 'mark-title' }, form)
  const chosen = () => form.elements.mark?.value
  const showSource = () => {
    const question = KINDS.find(([value]) => value === chosen())?.[2]
    sourceGroup.hidden = !question
    sourceLabel.textContent = question ?? ''
  }
  radios.addEventListener('change', showSource)
  showSource()
  fetch(entriesUrl, { headers: { Accept: 'application/json' }, cache: 'no-store' })
    .then(answer => answer.ok && !answer.redirected ? answer.json() : [])
    .then(entries => entry.append(...entries.map(({ id, label }) => make('option', { value: String(id), text: label }))))
    .catch(() => { entryGroup.hidden = Boolean(selected) })
  dialog.addEventListener('close', () => {
    dialog.remove()
    area.focus()
    if (dialog.returnValue !== 'mark') return
    if (entry.value) replace(area, `${area.value.slice(start, end)} [[entry:${entry.value}]]`, start, end)
    else if (selected) statement(area, start, end, chosen(), sourceGroup.hidden ? '' : source.value)
  })
  document.body.append(dialog)
  dialog.showModal()
}

function button(area, text, css, press) {
  const element = make('button', { type: 'button', css: `app-markbutton ${css}`, text, 'aria-controls': area.id })
  // Pressing a button takes the focus, and on some browsers the selection with it.
  element.addEventListener('pointerdown', event => event.preventDefault())
  element.addEventListener('click', press)
  return element
}

export function start(form) {
  const entriesUrl = `/children/${form.dataset.child}/entry-links`
  for (const area of form.querySelectorAll('textarea')) {
    if (area.rows < 3) continue
    const row = make('div', { css: 'app-markbuttons' })
    if (area.dataset.words) row.append(button(area, `Mark as ${area.dataset.words}’s own words`, 'app-markbutton--words', () => ownWords(area)))
    row.append(button(area, 'Mark or link', '', () => ask(area, entriesUrl)))
    area.after(row)
  }
  form.addEventListener('keydown', event => {
    if (event.key.toLowerCase() !== 'm' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || !event.target.matches('textarea')) return
    event.preventDefault()
    ask(event.target, entriesUrl)
  })
}
