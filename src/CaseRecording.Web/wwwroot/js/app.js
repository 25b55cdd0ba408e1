// The start of every page's script. Addresses of other modules carry fingerprints, so the page tells them.
const assets = document.getElementById('app-script').dataset

const { initAll } = await import(assets.govuk)
initAll()

if (document.querySelector('[data-module^="moj-"]')) (await import(assets.moj)).initAll()
