// What pages of field work keep in the browser itself, and photos made small for the way. A plain
// script, for pages and workers alike.
"use strict";
globalThis.tlDevice = {
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
