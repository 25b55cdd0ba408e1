// What a recording form gains from script: the next row on the spot, and a button that marks a child's own words.

function addRows(form) {
  form.addEventListener('click', event => {
    const group = event.target.closest('[data-adds]')?.dataset.adds
    const next = group && form.querySelector(`[data-row="${group}"][hidden]`)
    if (!next) return // the server makes more
    event.preventDefault()
    next.hidden = false
    next.querySelector('input').focus()
  })
  // Words that come back from this device or another page may belong to a row not yet in sight.
  form.addEventListener('change', event => {
    const row = event.target.closest('[data-row][hidden]')
    if (row && event.target.type === 'text' && event.target.value) row.hidden = false
  })
}

/** Whole lines become a quotation (> at their start) and back; part of a line is marked in place. */
function mark(area) {
  const { value, selectionStart: start, selectionEnd: end } = area
  const part = value.slice(start, end)
  const from = value.lastIndexOf('\n', start - 1) + 1
  const to = value.indexOf('\n', end) < 0 ? value.length : value.indexOf('\n', end)
  const lines = value.slice(from, to)
  if (part.trim() && !part.includes('\n') && part.trim() !== lines.trim()) {
    area.setRangeText(part.replace(part.trim(), words => `==${words}==`), start, end, 'end')
  } else {
    const all = lines.split('\n')
    const marked = all.every(line => line.startsWith('> '))
    area.setRangeText(all.map(line => marked ? line.slice(2) : line.startsWith('> ') ? line : `> ${line}`).join('\n'), from, to, 'end')
  }
  area.focus()
  area.dispatchEvent(new Event('input', { bubbles: true }))
}

function addMarkButtons(form) {
  for (const area of form.querySelectorAll('textarea[data-words]:not([data-words=""])')) {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'app-markbutton'
    button.textContent = `Mark as ${area.dataset.words}’s own words`
    button.setAttribute('aria-controls', area.id)
    button.addEventListener('click', () => mark(area))
    area.after(button)
  }
}

export function start(form) {
  addRows(form)
  addMarkButtons(form)
  form.addEventListener('keydown', event => {
    // Enter in a line of text is a slip here, not an answer to the whole form.
    if (event.key === 'Enter' && event.target.matches('input[type=text]')) event.preventDefault()
  })
}
