// Keeps a recording form: to the server while there is one, and until it has answered also encrypted on this device.
// The form says where: data-autosave (address of the draft), data-form, data-child, data-version, and #savestate shows how it went.

const QUIET = 1000        // after the last keystroke, ms
const LONGEST = 5000      // while somebody keeps typing
const KEEP_WITHIN = 100   // until the copy on this device is begun
const RETRY = 5000
const KEEPALIVE_BYTES = 60_000 // a browser sends 64 KiB after a page is left

export function start(form, { fields, keep, conflict, status }) {
  const url = form.dataset.autosave
  const draft = url.split('/').at(-1)
  let version = Number(form.dataset.version)
  /** The page posts the version it was made from, so that the server can tell a stale page. */
  function setVersion(next) {
    version = next
    if (form.elements._version) form.elements._version.value = next
  }
  const opened = fields.sent(form)
  // What the server has. Nothing yet when there is no draft: then the first save sends the prefilled fields too.
  let stored = version > 0 ? opened : {}
  // Restored words of questions this page does not show, such as a row added later: the draft takes them all the same.
  let unseen = {}
  let session = null        // { key, owner, kid, csrf } once the server gave it
  let touched = false       // a person, or a restored copy, changed something
  let stopped = false       // finished elsewhere, or not ours
  let sending = null
  let waiting = false       // for the next attempt
  let cannotCopy = false
  let saveTimer, firstChange, keepTimer
  let lastSaved = 'Saved'
  let copying = Promise.resolve()

  const pending = () => touched ? fields.changed({ ...unseen, ...fields.read(form) }, stored) : {}
  const before = name => stored[name] ?? opened[name] ?? []
  const isPending = () => Object.keys(pending()).length > 0

  const { say, isNow } = status.make(document.getElementById('savestate'))
  const here = () => session && !cannotCopy ? 'kept on this device' : 'keep this page open'
  const sayOffline = () => say('offline', `Not saved – offline, ${here()}`)
  const saySignedOut = () => say('signedout', `Not saved – you have been signed out, ${here()}.`,
    { href: '/sign-in?returnUrl=' + encodeURIComponent(location.pathname + location.search), text: 'Sign in again' })

  /** The key for a copy. Throws the HTTP status, or a TypeError without a network. */
  async function fetchKey(kid) {
    const answer = await fetch('/drafts/key?kid=' + encodeURIComponent(kid), { headers: { Accept: 'application/json' }, cache: 'no-store' })
    if (!answer.ok || answer.redirected) throw answer.redirected ? 401 : answer.status
    const { key, owner, csrf } = await answer.json()
    return { key: await keep.importKey(key), owner, csrf, kid }
  }

  async function openSession() {
    const renewed = await fetchKey(session?.kid ?? keep.newKid())
    if (session && session.owner !== renewed.owner) {
      stopped = true
      say('locked', 'Someone else has signed in on this browser. Sign in as yourself to carry on; your words are kept on this device.')
      throw 403
    }
    session = renewed
  }

  /** One after the other, or a late copy could outlive the acknowledgement that makes it needless. */
  function copy() {
    clearTimeout(keepTimer)
    keepTimer = null
    copying = copying.then(async () => {
      if (!session) return
      const now = pending()
      if (Object.keys(now).length === 0) return keep.drop(draft, session.kid)
      await keep.put(draft, session, { fields: now, before: Object.fromEntries(Object.keys(now).map(name => [name, before(name)])) })
      cannotCopy = false
    }).catch(() => { cannotCopy = true })
    return copying
  }

  function later() {
    clearTimeout(saveTimer)
    firstChange ??= Date.now()
    saveTimer = setTimeout(save, Math.max(0, Math.min(QUIET, firstChange + LONGEST - Date.now())))
  }

  function retry() {
    clearTimeout(saveTimer)
    saveTimer = setTimeout(save, RETRY)
    waiting = true
  }

  /** Sends what the server lacks. Says how it ended: saved, offline, signedout or stopped. */
  function save(options = {}) {
    return sending ??= deliver(options).finally(() => { sending = null; if (!stopped && isPending() && isNow('saving')) later() })
  }

  async function deliver({ leaving = false, again = true } = {}) {
    clearTimeout(saveTimer)
    firstChange = null
    waiting = false
    if (stopped) return 'stopped'
    let now = pending()
    if (Object.keys(now).length === 0) {
      if (isNow('saving')) say('saved', lastSaved) // a field was left as it was, or words were taken back
      return 'saved'
    }
    if (leaving) now = fields.atMost(now, KEEPALIVE_BYTES)
    if (Object.keys(now).length === 0) return 'offline'
    try {
      if (!session) await openSession()
      const answer = await fetch(url, {
        method: 'PUT',
        keepalive: leaving,
        cache: 'no-store',
        redirect: 'error',
        headers: { 'Content-Type': 'application/json', Accept: 'application/json', 'X-CSRF': session.csrf },
        body: JSON.stringify({ formKind: form.dataset.form, childId: Number(form.dataset.child), recordingId: Number(form.dataset.recording) || null, baseVersion: version, fields: now }),
      })
      if (answer.status === 400 && again) {
        await openSession() // the token was of an earlier session
        return await deliver({ leaving, again: false })
      }
      return await settle(answer, now)
    } catch (trouble) {
      if (stopped) return 'stopped'
      await copy()
      retry()
      if (trouble === 401) { saySignedOut(); return 'signedout' }
      sayOffline()
      return 'offline'
    }
  }

  async function settle(answer, delivered) {
    if (answer.ok) {
      const { version: next, savedAt } = await answer.json()
      setVersion(next)
      stored = { ...stored, ...delivered }
      const more = isPending()
      lastSaved = 'Saved ' + status.clock(savedAt)
      say(more ? 'saving' : 'saved', more ? 'Saving…' : lastSaved)
      await copy()
      return 'saved'
    }
    switch (answer.status) {
      case 401: throw 401
      case 409: return await merge(await answer.json())
      case 410:
        stopped = true
        await copy()
        say('finished', 'Not saved – this draft was finished or discarded on another page. Copy what you still need from here.')
        return 'stopped'
      case 413:
        await copy()
        say('refused', `Not saved – ${(await answer.json().catch(() => null))?.message ?? 'this is more than a draft can hold; shorten the text'}`)
        return 'refused'
      case 404: case 403:
        stopped = true
        await copy()
        say('finished', 'Not saved – this draft can no longer be saved from here. Copy what you still need.')
        return 'stopped'
      default: throw answer.status
    }
  }

  /** Someone saved in between. What changed on one side only is taken as it is; for the rest the person decides. */
  async function merge(theirs) {
    await copy()
    const mine = pending()
    theirs.fields = Object.fromEntries(Object.entries(theirs.fields).map(([name, values]) => [name, fields.plainBreaks(values)]))
    const arrived = Object.entries(theirs.fields).filter(([name, values]) => !fields.same(values, before(name)))
    const isMine = name => name in mine && !fields.same(mine[name], before(name))
    const disputed = arrived.filter(([name, values]) => isMine(name) && !fields.same(values, mine[name])).map(([name]) => name)
    const taken = fields.pick(theirs.fields, arrived.map(([name]) => name).filter(name => !isMine(name)))
    if (disputed.length > 0) say('conflict', 'Not saved – this draft was changed in two places. Choose what to keep.')
    const decided = await decide(disputed, mine, theirs.fields)
    setVersion(theirs.version)
    stored = { ...stored, ...theirs.fields }
    fields.write(form, { ...taken, ...decided })
    say('saving', 'Saving…')
    return isPending() ? await deliver() : (await copy(), say('saved', 'Saved ' + status.clock(theirs.savedAt)), 'saved')
  }

  /** The person chooses between two texts; nothing to choose is nothing asked. */
  const decide = (names, mine, theirs) => names.length === 0 ? {} : conflict.ask(names.map(name => ({
    name,
    question: fields.question(form, name),
    mine: mine[name],
    theirs: theirs[name],
    mineInWords: fields.words(form, name, mine[name]),
    theirsInWords: fields.words(form, name, theirs[name]),
    canJoin: fields.isTyped(form, name),
  })))

  /** Words kept on this device by an earlier visit to this page. */
  async function restore() {
    const copies = await keep.all(draft).catch(() => [])
    let restored = 0
    let locked = 0
    for (const old of copies.sort((a, b) => a.at - b.at)) {
      const mine = await fetchKey(old.kid)
      if (mine.owner !== old.owner) continue
      try {
        const copied = await keep.open(old, mine)
        restored += await takeBack(copied.fields, copied.before)
        // The first goes on in the same copy, so that it is dropped once the server has it.
        if (session) await keep.drop(draft, old.kid)
        else session = mine
      } catch {
        locked++ // kept: whatever it is, it is not ours to delete
      }
    }
    if (!session) await openSession()
    if (restored > 0) {
      say('restored', 'Words that had not been saved were brought back from this device.')
      await copy()
      later()
    } else if (locked > 0) {
      say('locked', 'This device holds words that could not be opened. They have not been deleted. Tell the service desk.')
    } else if (copies.length > 0) {
      await copy()
    }
  }

  /** Puts kept words back. Where the draft has gone on without them, the person decides. Says how many fields came back. */
  async function takeBack(kept, keptBefore) {
    const now = fields.read(form)
    // Before there is a draft everything counts as changed, prefilled fields too; later only what was.
    const lost = Object.keys(kept).filter(name => !fields.same(kept[name], now[name]) && (version === 0 || !fields.same(kept[name], keptBefore[name])))
    if (lost.length === 0) return 0
    const disputed = version === 0 ? [] : lost.filter(name => name in now && !fields.same(keptBefore[name], now[name]))
    const back = { ...fields.pick(kept, lost), ...await decide(disputed, kept, now) }
    touched = true
    unseen = { ...unseen, ...fields.pick(back, lost.filter(name => !(name in now))) }
    fields.write(form, back)
    return lost.length
  }

  /** Before anything that leaves the page: everything is on the server, or the person is told and stays. */
  async function flush() {
    await ready
    if (sending) await sending
    const outcome = isPending() ? await save() : 'saved'
    if (outcome !== 'saved' || isPending()) return outcome === 'saved' ? 'offline' : outcome
    try {
      await openSession() // is the server there, and are we still signed in?
      return 'saved'
    } catch (trouble) {
      if (trouble === 401) { saySignedOut(); return 'signedout' }
      if (!stopped) say('offline', 'You are offline. Your words are saved; try again when you have a signal.')
      return 'offline'
    }
  }

  function onChange() {
    touched = true
    keepTimer ??= setTimeout(copy, KEEP_WITHIN)
    if (stopped) return
    if (isNow(undefined, 'saving', 'saved')) say('saving', 'Saving…')
    if (!isNow('offline', 'signedout')) later()
    else if (!waiting) retry()
  }

  let submitting = false    // while the words are sent
  let leavingNow = false    // they were, and the form goes
  async function onSubmit(event) {
    if (leavingNow) return
    event.preventDefault()
    if (submitting) return
    submitting = true
    const by = event.submitter
    const outcome = await flush().finally(() => { submitting = false })
    if (outcome !== 'saved') return
    leavingNow = true
    form.requestSubmit(by ?? undefined)
    // A page that stays, such as a download, can be submitted again.
    setTimeout(() => { leavingNow = false }, 1000)
  }

  form.addEventListener('input', onChange)
  form.addEventListener('change', onChange)
  form.addEventListener('submit', onSubmit)
  addEventListener('online', () => { if (isPending()) save() })
  addEventListener('focus', () => { if (isNow('offline', 'signedout') && isPending()) save() })
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden' && isPending()) { copy(); save({ leaving: true }) }
  })
  document.addEventListener('keydown', event => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 's') {
      event.preventDefault()
      flush()
    }
  })

  const ready = restore().catch(trouble => { if (trouble === 401) saySignedOut(); else if (isPending()) retry() })
    .finally(() => { form.dataset.ready = 'yes' })
  return { flush, copy }
}
