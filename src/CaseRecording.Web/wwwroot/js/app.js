// The start of every page's script. Modules are loaded by the fingerprinted addresses the page gives, so that they can be kept
// for ever by the browser; that is why they get each other as arguments and import nothing themselves.
const assets = JSON.parse(document.getElementById('app-script').dataset.modules)
const load = name => import(assets[name])

const { initAll } = await load('govuk')
initAll()
if (document.querySelector('[data-module^="moj-"]')) (await load('moj')).initAll()

const session = document.getElementById('session')
if (session) {
  const [hide, idle, keys] = await Promise.all(['hide', 'idle', 'keys'].map(load))
  keys.start()
  const screen = hide.start()

  let draft
  const form = document.querySelector('form[data-autosave]')
  if (form) {
    const [autosave, fields, keep, conflict, status] = await Promise.all(['autosave', 'fields', 'keep', 'conflict', 'status'].map(load))
    // An audit is plain text: there is nothing to mark in it.
    const parts = form.matches('.app-audit') ? ['recording'] : ['recording', 'marks', 'phrases']
    if (form.matches('.app-record')) for (const part of await Promise.all(parts.map(load))) part.start(form)
    draft = autosave.start(form, { fields, keep, conflict, status })
    const writing = form.querySelector('[data-advice]')
    if (writing) (await load('advice')).start(form, writing, fields)
  }
  idle.start(session, { screen, draft })

  if (document.querySelector('[data-signoff]')) (await load('signoff')).start()

  if (session.classList.contains('app-answers-for-team')) (await load('concerns')).start(session.dataset.concerns)

  const progress = document.querySelector('[data-progress]')
  if (progress) (await load('progress')).start(progress)
}
