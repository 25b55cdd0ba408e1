// Copies the compiled browser assets from node_modules into wwwroot/vendor, without what only GOV.UK may use.
// Run by the build (Frontend.targets) after npm ci.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const modules = join(here, 'node_modules')
const vendor = join(here, 'wwwroot', 'vendor')

const sources = [
  ['govuk-frontend', 'dist/govuk/govuk-frontend.min.css', 'govuk'],
  ['govuk-frontend', 'dist/govuk/govuk-frontend.min.js', 'govuk'],
  ['@ministryofjustice/frontend', 'moj/moj-frontend.min.css', 'moj'],
  ['@ministryofjustice/frontend', 'moj/moj-frontend.min.js', 'moj'],
  ['accessible-autocomplete', 'dist/accessible-autocomplete.min.css', 'autocomplete'],
  ['accessible-autocomplete', 'dist/accessible-autocomplete.min.js', 'autocomplete'],
]

// GDS Transport, the crest and the crown are licensed for GOV.UK domains alone; source maps would name files we do not ship.
const strip = text => text
  .replace(/@font-face\{[^}]*\}/g, '')
  .replaceAll('GDS Transport,', '')
  .replace(/url\(\/assets\/images\/govuk-crest\.svg\)/g, 'none')
  .replaceAll('url(/assets/images/', 'url(images/')
  .replace(/\/\*# sourceMappingURL=[^*]*\*\//g, '')
  .replace(/\/\/# sourceMappingURL=\S+/g, '')
  .trimEnd() + '\n'

const restricted = /GDS Transport|@font-face|crest\.svg|crown\.(png|svg)|sourceMappingURL|url\(\/assets/

rmSync(vendor, { recursive: true, force: true })
for (const [name, file, folder] of sources) {
  const { version, license } = JSON.parse(readFileSync(join(modules, name, 'package.json'), 'utf8'))
  const text = strip(readFileSync(join(modules, name, file), 'utf8'))
  const found = restricted.exec(text)
  if (found) throw new Error(`${file} of ${name} still holds "${found[0]}"; frontend.mjs needs to learn how to leave it out.`)
  mkdirSync(join(vendor, folder), { recursive: true })
  writeFileSync(join(vendor, folder, file.split('/').at(-1)), `/* ${name} ${version}, licence ${license} */\n${text}`)
}

const images = join(modules, '@ministryofjustice/frontend/moj/assets/images')
const wanted = readFileSync(join(vendor, 'moj/moj-frontend.min.css'), 'utf8').match(/(?<=url\(images\/)[^)]+/g) ?? []
mkdirSync(join(vendor, 'moj/images'))
for (const image of new Set(wanted)) {
  if (!existsSync(join(images, image))) throw new Error(`moj-frontend.min.css asks for ${image}, which the package does not hold.`)
  cpSync(join(images, image), join(vendor, 'moj/images', image))
}
console.log(`Browser assets: ${readdirSync(vendor, { recursive: true }).filter(f => f.includes('.')).length} files in wwwroot/vendor`)
