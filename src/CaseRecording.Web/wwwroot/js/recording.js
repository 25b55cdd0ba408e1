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

/** Only templates of the chosen type are offered; without script they all are, under the names of their types. */
function templatesOfType(form) {
  const box = form.querySelector('[data-templates]')
  const select = box?.querySelector('select')
  if (!select) return
  const groups = [...select.querySelectorAll('optgroup')]
  const type = () => {
    const other = form.querySelector('[name=statusWrong]:checked') && form.elements.otherVisitType
    if (other?.value) return other.selectedOptions[0].text
    return form.querySelector('[name=visitType]:checked, [name=contactType]:checked')?.labels[0].textContent
  }
  const show = () => {
    const chosen = type()?.trim()
    const fitting = groups.filter(group => group.label === chosen)
    const keep = select.value
    select.replaceChildren(select.options[0], ...fitting)
    select.value = fitting.some(group => [...group.children].some(option => option.value === keep)) ? keep : ''
    box.querySelector('[data-choose]').hidden = fitting.length === 0
  }
  form.addEventListener('change', event => { if (['visitType', 'otherVisitType', 'statusWrong', 'contactType'].includes(event.target.name)) show() })
  show()
}

export function start(form) {
  addRows(form)
  templatesOfType(form)
  form.addEventListener('keydown', event => {
    // Enter in a line of text is a slip here, not an answer to the whole form.
    if (event.key === 'Enter' && event.target.matches('input[type=text]')) event.preventDefault()
  })
}
