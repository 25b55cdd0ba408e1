// How far work in the background is. The page tells it without script too; this only spares the reader the refreshing.

const every = 1500

export function start (panel) {
  const bar = panel.querySelector('progress')
  const text = panel.querySelector('[data-progress-text]')
  panel.querySelector('[data-progress-refresh]').hidden = true

  const look = async () => {
    const answer = await fetch(panel.dataset.progress, { headers: { accept: 'application/json' } }).catch(() => null)
    if (answer?.ok) {
      const state = await answer.json()
      if (!state.underWay) return location.reload()
      bar.max = Math.max(1, state.total)
      bar.value = state.done
      text.textContent = state.text
    } else if (answer) {
      return location.reload() // signed out, or the request was closed: the page says which
    }
    setTimeout(look, every)
  }
  setTimeout(look, every)
}
