// Words on their way to the server, kept on this device so that a crash loses none. Always encrypted: the key comes from the
// server for the person who is signed in, is never stored and cannot be taken out of the browser's memory.

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** A copy belongs to one person's one draft; nothing else decrypts it. */
const boundTo = (owner, draft, kid) => encoder.encode([owner, draft, kid].join('|'))

function database() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('case-recording', 1)
    request.onupgradeneeded = () => request.result.createObjectStore('copies', { keyPath: ['draft', 'kid'] }).createIndex('draft', 'draft')
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

async function transaction(mode, work) {
  const db = await database()
  try {
    return await new Promise((resolve, reject) => {
      const t = db.transaction('copies', mode, { durability: 'strict' })
      const request = work(t.objectStore('copies'))
      t.oncomplete = () => resolve(request.result)
      t.onerror = t.onabort = () => reject(t.error)
    })
  } finally {
    db.close()
  }
}

/** Everything kept for a draft, by whomever. */
export const all = draft => transaction('readonly', store => store.index('draft').getAll(draft))

export async function put(draft, { key, owner, kid }, content) {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: boundTo(owner, draft, kid) }, key, encoder.encode(JSON.stringify(content)))
  await transaction('readwrite', store => store.put({ draft, kid, owner, iv, data, at: Date.now() }))
}

/** Throws when the key is not the one it was kept with. */
export async function open(copy, { key, owner }) {
  const data = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: copy.iv, additionalData: boundTo(owner, copy.draft, copy.kid) }, key, copy.data)
  return JSON.parse(decoder.decode(data))
}

export const drop = (draft, kid) => transaction('readwrite', store => store.delete([draft, kid]))

export const newKid = () => crypto.randomUUID()

export const importKey = base64 => crypto.subtle.importKey('raw', Uint8Array.from(atob(base64), c => c.charCodeAt(0)), 'AES-GCM', false, ['encrypt', 'decrypt'])
