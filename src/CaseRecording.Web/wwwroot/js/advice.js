// Writing advice beside the fields: asked for when typing pauses, quiet, and never in the way of saving. The server works it out;
// here it is shown, put in where the author says so, or left.

const QUIET = 1500 // after the last keystroke, ms

const make = (tag, className, ...children) => {
  const element = document.createElement(tag)
  if (className) element.className = className
  element.append(...children)
  return element
}

export function start(form, box, fields) {
  const url = box.dataset.advice
  const status = box.querySelector('[role=status]')
  const left = new Set()
  let timer, asking, said

  const area = item => form.elements[item.field]
  const isThere = item => area(item)?.value.slice(item.start, item.start + item.length) === item.passage
  const post = (address, body, signal) => fetch(address, {
    method: 'POST', cache: 'no-store', redirect: 'error', signal,
    headers: { 'Content-Type': 'application/json', Accept: 'application/json', 'X-CSRF': form.elements.__RequestVerificationToken.value },
    body: JSON.stringify(body),
  })

  /** A change of number is told once, not every keystroke. */
  function say(text) {
    if (text !== said) status.textContent = said = text
  }

  async function check() {
    clearTimeout(timer)
    asking?.abort()
    asking = new AbortController()
    const sent = fields.read(form)
    try {
      const answer = await post(url, { recordingId: Number(form.dataset.recording) || null, fields: sent }, asking.signal)
      if (!answer.ok) return // advice can wait; saving says what is wrong
      const { items, summary } = await answer.json()
      if (fields.same(sent, fields.read(form))) show(items.filter(item => !left.has(item.key)), summary)
      else later()
    } catch { /* offline, or asked again meanwhile */ }
  }

  function later() {
    clearTimeout(timer)
    timer = setTimeout(check, QUIET)
  }

  function show(items, summary) {
    const focus = document.activeElement?.closest('.app-writing') && { key: document.activeElement.closest('[data-key]')?.dataset.key, act: document.activeElement.dataset.act }
    const open = new Set([...form.querySelectorAll('.app-writing details[open]')].map(details => details.closest('.app-writing').dataset.for))
    for (const old of form.querySelectorAll('.app-writing')) old.remove()
    for (const [name, own] of Map.groupBy(items, item => item.field)) {
      const field = form.elements[name]
      if (!field?.closest) continue
      field.closest('.govuk-form-group').after(section(name, field, own, open.has(name)))
    }
    say(summary)
    if (focus) (form.querySelector(`[data-key="${focus.key}"] [data-act="${focus.act}"]`) ?? box.querySelector('button')).focus()
  }

  function section(name, field, items, open) {
    const part = make('section', 'app-writing')
    part.dataset.for = name
    part.setAttribute('aria-label', `Advice on “${field.labels?.[0]?.textContent.trim() ?? name}”`)
    const first = items.filter(item => item.first)
    const rest = items.filter(item => !item.first)
    if (first.length > 0) part.append(make('ul', 'app-writing__list', ...first.map(line)))
    if (rest.length > 0) {
      const summary = make('summary', 'govuk-details__summary', make('span', 'govuk-details__summary-text', `${rest.length} ${first.length > 0 ? 'more ' : ''}${rest.length === 1 ? 'remark' : 'remarks'}`))
      const details = make('details', 'govuk-details app-writing__more', summary, make('ul', 'app-writing__list', ...rest.map(line)))
      details.open = open
      part.append(details)
    }
    return part
  }

  function line(item) {
    const why = make('p', 'app-writing__why', ...(item.quote ? [make('q', 'app-writing__quote', item.quote), ' '] : []), item.why)
    const acts = make('div', 'app-writing__acts')
    if (item.write) acts.append(button('take', item.write.label, () => take(item)))
    if (item.length > 0) acts.append(button('show', 'Show me where', () => select(item)))
    acts.append(button('leave', 'Leave it', () => leave(item), item.quote))
    acts.append(make('span', 'app-writing__source', `${item.rule} · ${item.source}`))
    const li = make('li', 'app-writing__item', why, ...(item.instead ? [make('p', 'app-writing__instead', item.instead)] : []), acts)
    if (item.twin) li.append(twin(item))
    li.dataset.key = item.key
    return li
  }

  function button(act, text, press, about) {
    const element = make('button', 'app-textbutton', text, ...(about ? [make('span', 'govuk-visually-hidden', `: ${about}`)] : []))
    element.type = 'button'
    element.dataset.act = act
    element.addEventListener('click', press)
    return element
  }

  function select(item) {
    if (!isThere(item)) return check()
    const field = area(item)
    field.focus()
    field.setSelectionRange(item.start, item.start + item.length)
    field.scrollIntoView({ block: 'center' })
  }

  function take(item) {
    if (!isThere(item)) return check()
    const { start, length, text } = item.write
    const field = area(item)
    field.focus()
    field.setSelectionRange(start, start + length)
    // Typed rather than set, so that undo takes it back.
    if (!document.execCommand(text ? 'insertText' : 'delete', false, text)) {
      field.setRangeText(text, start, start + length, 'end')
      field.dispatchEvent(new Event('input', { bubbles: true }))
    }
    check()
  }

  function leave(item) {
    left.add(item.key)
    const li = form.querySelector(`[data-key="${item.key}"]`)
    const next = li.nextElementSibling?.querySelector('button') ?? area(item)
    li.remove()
    next.focus()
    post(`${url}/leave`, { key: item.key }).catch(() => {}).finally(check)
  }

  /** Both texts, fetched when they are asked for: opening them is a view of the record, and audited as one. */
  function twin(item) {
    const details = make('details', 'govuk-details', make('summary', 'govuk-details__summary', make('span', 'govuk-details__summary-text', 'See both side by side')))
    details.addEventListener('toggle', async () => {
      if (!details.open || details.children.length > 1) return
      const answer = await fetch(item.twin, { headers: { Accept: 'text/html' }, cache: 'no-store' }).catch(() => null)
      const page = answer?.ok ? new DOMParser().parseFromString(await answer.text(), 'text/html') : null
      details.append(page?.querySelector('.app-twin') ?? make('p', 'govuk-body', 'The earlier entry cannot be shown just now.'))
    })
    return details
  }

  box.querySelector('button').addEventListener('click', event => {
    event.preventDefault()
    check()
  })
  form.addEventListener('input', event => { if (event.target.matches('textarea, input[type=text]')) later() })
  form.addEventListener('change', later)
  if ([...form.querySelectorAll('textarea')].some(one => one.value.trim())) later()
}
