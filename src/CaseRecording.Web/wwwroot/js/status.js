// The line that says whether the words are safe.

export const clock = at => new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/London' })

/** @param element may be missing: then nothing is said */
export function make(element) {
  // Routine changes are not read out every few seconds; what a person must know is.
  const isRoutine = state => state === 'saving' || state === 'saved'

  function say(state, text, link) {
    if (!element || (element.dataset.state === state && element.textContent === text)) return
    element.setAttribute('aria-live', isRoutine(state) ? 'off' : 'polite')
    element.dataset.state = state
    element.textContent = text
    if (link) element.append(' ', Object.assign(document.createElement('a'), { className: 'govuk-link', href: link.href, textContent: link.text }))
  }

  return { say, isNow: (...states) => states.includes(element?.dataset.state) }
}
