// The same field was changed here and somewhere else. Both texts are shown; the person decides. Text only, never markup.

function make(name, { text, css, ...attributes } = {}, ...children) {
  const element = document.createElement(name)
  if (text !== undefined) element.textContent = text
  if (css) element.className = css
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  element.append(...children)
  return element
}

function choice(group, value, label) {
  const id = `${group}-${value}`
  return make('div', { css: 'govuk-radios__item' },
    make('input', { css: 'govuk-radios__input', type: 'radio', id, name: group, value, required: '' }),
    make('label', { css: 'govuk-label govuk-radios__label', for: id, text: label }))
}

function block(field, index) {
  const group = `conflict-${index}`
  const text = (heading, words) => make('div', {},
    make('h3', { css: 'govuk-heading-s govuk-!-margin-bottom-1', text: heading }),
    make('div', { css: 'app-versus__text', tabindex: '0', role: 'group', 'aria-label': heading, text: words || '(empty)' }))
  const radios = make('div', { css: 'govuk-radios govuk-radios--small govuk-radios--inline' },
    choice(group, 'mine', 'Keep what is on this page'), choice(group, 'theirs', 'Keep the other'))
  if (field.canJoin) radios.append(choice(group, 'both', 'Keep both, one below the other'))
  return make('fieldset', { css: 'govuk-fieldset govuk-!-margin-bottom-6' },
    make('legend', { css: 'govuk-fieldset__legend govuk-fieldset__legend--m', text: field.question }),
    make('div', { css: 'app-versus' }, text('On this page', field.mineInWords), text('Saved from another page', field.theirsInWords)),
    radios)
}

/**
 * Asks until every field is decided.
 * @param {{name, question, mine, theirs, mineInWords, theirsInWords, canJoin}[]} fields
 * @returns {Promise<Object>} the values decided on, by name
 */
export function ask(fields) {
  return new Promise(resolve => {
    const form = make('form', { method: 'dialog' },
      make('h2', { css: 'govuk-heading-l', id: 'conflict-title', text: 'This draft was changed in two places' }),
      make('p', { css: 'govuk-body', text: 'You, or you on another device, wrote something else here in the meantime. Nothing is lost: choose what to keep.' }),
      ...fields.map(block),
      make('button', { css: 'govuk-button', text: 'Carry on' }))
    const dialog = make('dialog', { css: 'app-dialog app-dialog--wide', 'aria-labelledby': 'conflict-title' }, form)
    dialog.addEventListener('cancel', e => e.preventDefault())
    form.addEventListener('submit', () => {
      const data = new FormData(form)
      const decided = fields.map((field, i) => {
        const keep = data.get(`conflict-${i}`)
        return [field.name, keep === 'mine' ? field.mine : keep === 'theirs' ? field.theirs : [[field.mine[0], field.theirs[0]].filter(Boolean).join('\n\n')]]
      })
      dialog.remove()
      resolve(Object.fromEntries(decided))
    })
    document.body.append(dialog)
    dialog.showModal()
  })
}
