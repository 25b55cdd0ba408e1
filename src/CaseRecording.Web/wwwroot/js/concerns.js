// The page of a manager or their deputy learns within seconds that a safeguarding concern was reported (T-05), and says so until it is acknowledged.
// Asking is nobody's activity: it keeps no session alive.

const EVERY = 10_000

export function start(page) {
  let banner

  async function look() {
    if (document.visibilityState === 'visible') {
      const answer = await fetch('/safeguarding/waiting', { headers: { Accept: 'application/json' }, cache: 'no-store', redirect: 'manual' }).catch(() => null)
      if (answer && !answer.ok) return // signed out: the page's own clock sees to it
      if (answer) show(await answer.json())
    }
    setTimeout(look, EVERY)
  }

  function show({ count, latest }) {
    const isNew = latest > Number(sessionStorage.getItem('concern'))
    if (count > 0) sessionStorage.setItem('concern', latest)
    if (banner?.dataset.state === `${count} ${latest}`) return
    banner?.remove()
    banner = null
    if (count === 0 || document.querySelector(`#safeguarding ~ * [data-report="${latest}"]`)) return // it stands on this page
    banner = Object.assign(document.createElement('div'), { className: 'app-concern' })
    banner.dataset.state = `${count} ${latest}`
    if (isNew) banner.setAttribute('role', 'alert')
    const link = Object.assign(document.createElement('a'), { className: 'govuk-link', href: page })
    link.textContent = count === 1 ? 'A safeguarding concern waits for you to acknowledge' : `${count} safeguarding concerns wait for you to acknowledge`
    const text = Object.assign(document.createElement('p'), { className: 'govuk-body' })
    text.append(link)
    banner.append(text)
    document.getElementById('main-content').prepend(banner)
  }

  look()
}
