// A form as { name: [values] } and back. A name without any value has an empty list, so that an unticked box is a change too.

const isField = element => element.name && !element.name.startsWith('_') && !element.disabled &&
  !['submit', 'button', 'reset', 'file', 'password', 'image', 'fieldset'].includes(element.type)

function collect(form, valuesOf) {
  const all = {}
  for (const element of form.elements) if (isField(element)) (all[element.name] ??= []).push(...valuesOf(element))
  return all
}

const isTick = element => element.type === 'radio' || element.type === 'checkbox'

/** What the form holds now. */
export const read = form => collect(form, element =>
  isTick(element) ? (element.checked ? [element.value] : [])
    : element.type === 'select-multiple' ? [...element.selectedOptions].map(o => o.value)
      : [element.value])

const sentChoices = select => {
  const chosen = [...select.options].filter(option => option.defaultSelected).map(option => option.value)
  // Without a marked option the browser shows the first.
  return chosen.length > 0 || select.multiple ? chosen : [select.options[0]?.value ?? '']
}

/** What the server sent: the browser may have restored other values since. */
export const sent = form => collect(form, element =>
  isTick(element) ? (element.defaultChecked ? [element.value] : [])
    : element.options ? sentChoices(element)
      : plainBreaks([element.defaultValue]))

/** A posted form has two-character line breaks, a field on the page one. */
export const plainBreaks = values => values.map(value => value.replaceAll('\r\n', '\n'))

/** Puts values into the form and tells those who listen, such as a character count. */
export function write(form, values) {
  const next = {}
  for (const element of form.elements) {
    // Hidden fields are the page's own, not a person's.
    if (!isField(element) || element.type === 'hidden' || !(element.name in values)) continue
    const wanted = values[element.name]
    if (isTick(element)) element.checked = wanted.includes(element.value)
    else if (element.type === 'select-multiple') for (const option of element.options) option.selected = wanted.includes(option.value)
    else {
      // Several fields of one name take the values in turn.
      element.value = wanted[next[element.name] ?? 0] ?? ''
      next[element.name] = (next[element.name] ?? 0) + 1
    }
    element.dispatchEvent(new Event('change', { bubbles: true }))
  }
}

export const same = (a, b) => JSON.stringify(a ?? []) === JSON.stringify(b ?? [])

/** The names whose values differ, with the values of the first. */
export const changed = (now, before) => Object.fromEntries(Object.entries(now).filter(([name, values]) => !same(values, before[name])))

export const pick = (all, names) => Object.fromEntries(names.map(name => [name, all[name]]))

/** As many fields as fit in so many bytes of JSON, in their order. */
export function atMost(all, bytes) {
  const some = {}
  let size = 500
  for (const [name, values] of Object.entries(all)) {
    size += new Blob([JSON.stringify([name, values])]).size
    if (size <= bytes) some[name] = values
  }
  return some
}

/** The question a field answers, in the page's words. */
export function question(form, name) {
  const element = form.elements[name] instanceof RadioNodeList ? form.elements[name][0] : form.elements[name]
  const legend = isTick(element ?? {}) || /-(day|month|year)$/.test(name) ? element?.closest('fieldset')?.querySelector('legend') : null
  return (legend ?? element?.labels?.[0])?.textContent.trim() || name
}

/** What values mean to a person: the labels of ticked boxes, the text of a choice, else the words themselves. */
export function words(form, name, values) {
  const elements = [...form.elements].filter(e => e.name === name)
  return values.map(value => {
    const element = elements.find(e => isTick(e) && e.value === value)
    const option = elements[0]?.options && [...elements[0].options].find(o => o.value === value)
    return (element?.labels?.[0] ?? option)?.textContent.trim() ?? value
  }).join('\n')
}

/** One field a person types into, rather than chooses in. */
export const isTyped = (form, name) => ['text', 'textarea', 'search', 'email', 'tel', 'url'].includes(form.elements[name]?.type)
