// What pages of field work keep in the browser itself, and photos made small for the way. A plain
// script, for pages and workers alike; a page may load it twice.
"use strict";
globalThis.tlDevice ??= {
  // Rows in IndexedDB: boxes by name, each with the member that its rows are known by. Gives
  // run(names, mode, deed): deed gets the transaction, and its request's result comes back once
  // all of it is on disk.
  store(name, boxes, version = 1) {
    return (names, mode, deed) => new Promise((done, fail) => {
      const opening = indexedDB.open(name, version);
      opening.onupgradeneeded = () => {
        const { result: base } = opening;
        for (const [box, keyPath] of Object.entries(boxes)) {
          if (!base.objectStoreNames.contains(box)) base.createObjectStore(box, { keyPath });
        }
      };
      opening.onerror = () => fail(opening.error);
      opening.onsuccess = () => {
        const { result: base } = opening;
        // A phone whose battery ends loses nothing that was said to be kept.
        const deal = base.transaction(names, mode, { durability: "strict" }), asked = deed(deal);
        deal.oncomplete = () => { base.close(); done(asked?.result); };
        deal.onabort = () => { base.close(); fail(deal.error); };
      };
    });
  },

  // A photo of a phone has several megabytes; 1600 pixels show a crack as well. Where it was taken
  // stands in the file only, so whoever needs the place sends the phone's own beside it.
  async smaller(file, longest = 1600) {
    try {
      const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
      const part = Math.min(1, longest / Math.max(picture.width, picture.height));
      if (part === 1 && file.size < 1e6) return file;
      const canvas = new OffscreenCanvas(Math.round(picture.width * part), Math.round(picture.height * part));
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      const name = `${file.name.replace(/\.\w+$/, "")}.jpg`;
      return new File([await canvas.convertToBlob({ type: "image/jpeg", quality: 0.82 })], name, { type: "image/jpeg" });
    } catch {
      return file;
    }
  },
};

// A photo over 10 MB is made smaller when it is chosen, in every form that takes photos. The server
// keeps no larger ones (KEPT_BYTES) and refuses those far above. Where and when it was taken stays
// in the file; the server decides who sees that.
if (globalThis.document && !tlDevice.photos) {
  const LIMIT = 10e6, LONGEST = 4000, EXIF = 0x45786966;
  const busy = new Map(); // of each file field that is being worked on
  let passed = null;
  const large = (file) => file.size > LIMIT && file.type.startsWith("image/");

  // The Exif part of a JPEG, without the turn that is drawn already; null where there is none.
  async function exifOf(file) {
    const view = new DataView(await file.slice(0, 262144).arrayBuffer());
    for (let at = 2; view.getUint16(0) === 0xffd8 && at + 8 < view.byteLength && view.getUint8(at) === 0xff;) {
      const mark = view.getUint16(at), size = 2 + view.getUint16(at + 2);
      if (mark === 0xffe1 && view.getUint32(at + 4) === EXIF) return upright(new DataView(view.buffer.slice(at, at + size)));
      if (mark === 0xffda) return null;
      at += size;
    }
    return null;
  }
  function upright(part) {
    const base = 10, little = part.getUint16(base) === 0x4949, first = base + part.getUint32(base + 4, little);
    for (let n = part.getUint16(first, little); n > 0; n -= 1) {
      const entry = first + 12 * n - 10;
      if (part.getUint16(entry, little) === 0x0112) part.setUint16(entry + 8, 1, little);
    }
    return part.buffer;
  }
  async function reduce(file) {
    const small = await tlDevice.smaller(file, LONGEST);
    if (small === file) return file;
    const exif = await exifOf(file).catch(() => null);
    const parts = exif ? [small.slice(0, 2), exif, small.slice(2)] : [small];
    return new File(parts, small.name, { type: small.type, lastModified: file.lastModified });
  }

  document.addEventListener("change", (event) => {
    const { target: field } = event;
    if (field.type !== "file" || field === passed) return;
    busy.delete(field);
    if (![...field.files].some(large)) return;
    event.stopImmediatePropagation();
    const work = Promise.all([...field.files].map((file) => (large(file) ? reduce(file) : file))).then((files) => {
      // Other photos were chosen meanwhile.
      if (busy.get(field) !== work) return;
      const box = new DataTransfer();
      files.forEach((file) => box.items.add(file));
      field.files = box.files;
      busy.delete(field);
      passed = field;
      field.dispatchEvent(new Event("change", { bubbles: true }));
      passed = null;
    });
    busy.set(field, work);
  }, true);
  document.addEventListener("submit", (event) => {
    const { target: form, submitter } = event, waits = [...busy].filter(([field]) => field.form === form);
    if (!waits.length) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    Promise.all(waits.map(([, work]) => work)).then(() => form.requestSubmit(submitter));
  }, true);
  tlDevice.photos = true;
}
