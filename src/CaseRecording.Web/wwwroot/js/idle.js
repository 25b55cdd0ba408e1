// Signs out whoever has gone away, after a warning and without losing a word. Only what a person does counts as being there;
// what scripts do on their own does not. #session says after how many minutes, and how long before that to warn.

const PING = 60_000

export function start(session, { screen, draft }) {
  const limit = Number(session.dataset.idle) * 60_000
  const warn = Number(session.dataset.warn) * 60_000
  const csrf = document.querySelector('#sign-out [name=__RequestVerificationToken]')?.value ?? ''
  const otherTabs = new BroadcastChannel('case-recording-session')
  let last = Date.now()
  let pinged = Date.now()
  let dialog, left, ending = false

  const post = url => fetch(url, { method: 'POST', headers: { 'X-CSRF': csrf, Accept: 'application/json' }, cache: 'no-store', redirect: 'manual' })

  async function ping() {
    pinged = Date.now()
    const answer = await post('/session/alive').catch(() => null)
    // Someone typing has their autosave to say that the session ended; it keeps the words and shows the way back.
    if (answer?.status === 401 && !draft) await end()
    return answer?.ok === true
  }

  function active(event) {
    if (!event.isTrusted || dialog?.open || ending) return
    last = Date.now()
    otherTabs.postMessage(last)
  }

  function showWarning() {
    dialog = document.createElement('dialog')
    dialog.className = 'app-dialog'
    dialog.setAttribute('aria-labelledby', 'idle-title')
    dialog.setAttribute('aria-describedby', 'idle-text')
    const title = Object.assign(document.createElement('h2'), { className: 'govuk-heading-m', id: 'idle-title', textContent: 'Are you still there?' })
    const text = Object.assign(document.createElement('p'), { className: 'govuk-body', id: 'idle-text' })
    text.append('You have not done anything for a while. You will be signed out in ', left = document.createElement('strong'), '. What you have typed is kept.')
    const stay = Object.assign(document.createElement('button'), { className: 'govuk-button govuk-!-margin-bottom-0', type: 'button', textContent: 'Stay signed in', autofocus: true })
    stay.addEventListener('click', staySignedIn)
    dialog.addEventListener('cancel', event => { event.preventDefault(); staySignedIn() })
    dialog.append(title, text, stay)
    document.body.append(dialog)
    dialog.showModal()
  }

  function staySignedIn() {
    closeWarning()
    last = Date.now()
    otherTabs.postMessage(last)
    ping()
  }

  function closeWarning() {
    dialog?.remove()
    dialog = null
  }

  async function end() {
    if (ending) return
    ending = true
    closeWarning()
    screen.cover({ heading: 'You have been signed out', text: 'What you had typed is kept. You will be taken to the sign-in page.', locked: true })
    if (draft) {
      await draft.copy()
      await Promise.race([draft.flush(), new Promise(done => setTimeout(done, 3000))])
    }
    leave()
  }

  /** To the sign-in page, once there is a network to fetch it. */
  async function leave() {
    const answer = await post('/sign-out').catch(() => null)
    if (answer) location.assign('/sign-in?returnUrl=' + encodeURIComponent(location.pathname + location.search))
    else setTimeout(leave, 5000)
  }

  function tick() {
    if (ending) return
    const idle = Date.now() - last
    if (idle >= limit) return end()
    if (idle >= limit - warn) {
      if (!dialog) showWarning()
      const seconds = Math.ceil((limit - idle) / 1000)
      left.textContent = seconds >= 60 ? `${Math.floor(seconds / 60)} min ${seconds % 60} s` : `${seconds} s`
      return
    }
    if (dialog) closeWarning() // somebody answered in another tab
    if (last > pinged && Date.now() - pinged >= PING) ping()
  }

  for (const kind of ['keydown', 'pointerdown', 'wheel', 'input']) addEventListener(kind, active, { passive: true, capture: true })
  otherTabs.addEventListener('message', event => { last = Math.max(last, event.data) })
  setInterval(tick, 1000)
}
