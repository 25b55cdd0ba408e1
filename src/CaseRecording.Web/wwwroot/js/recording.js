// What a recording form gains from script: the next row on the spot.

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

export function start(form) {
  addRows(form)
  form.addEventListener('keydown', event => {
    // Enter in a line of text is a slip here, not an answer to the whole form.
    if (event.key === 'Enter' && event.target.matches('input[type=text]')) event.preventDefault()
  })
}
