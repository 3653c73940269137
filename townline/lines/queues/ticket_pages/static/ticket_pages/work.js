// The small work that a ticket costs, off the page's own thread. For each piece a count is looked
// for whose SHA-256 begins small enough: rules/admission.py says why. Our own SHA-256, of one block
// only: the browser's is there on secure pages only, and slow for many short words.
const K = new Int32Array(64), START = new Int32Array(8), W = new Int32Array(64);
for (let n = 2, found = 0; found < 64; n++) {
  let prime = true;
  for (let d = 2; d * d <= n; d++) if (n % d === 0) { prime = false; break; }
  if (!prime) continue;
  const part = (root) => ((root - Math.floor(root)) * 4294967296) | 0;
  if (found < 8) START[found] = part(Math.sqrt(n));
  K[found++] = part(Math.cbrt(n));
}
// The first word of the digest of what stands in W[0..15].
function first() {
  for (let t = 16; t < 64; t++) {
    const a = W[t - 15], b = W[t - 2];
    W[t] = (W[t - 16] + ((a >>> 7 | a << 25) ^ (a >>> 18 | a << 14) ^ a >>> 3) + W[t - 7] + ((b >>> 17 | b << 15) ^ (b >>> 19 | b << 13) ^ b >>> 10)) | 0;
  }
  let a = START[0], b = START[1], c = START[2], d = START[3], e = START[4], f = START[5], g = START[6], h = START[7];
  for (let t = 0; t < 64; t++) {
    const x = (h + ((e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7)) + (e & f ^ ~e & g) + K[t] + W[t]) | 0;
    const y = (((a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10)) + (a & b ^ a & c ^ b & c)) | 0;
    h = g; g = f; f = e; e = (d + x) | 0; d = c; c = b; b = a; a = (x + y) | 0;
  }
  return (a + START[0]) >>> 0;
}
function piece(challenge, number, limit) {
  const head = `${challenge}.${number}.`;
  for (let count = 0; ; count++) {
    const words = head + count;
    W.fill(0, 0, 16);
    for (let i = 0; i < words.length; i++) W[i >> 2] |= words.charCodeAt(i) << (24 - (i & 3) * 8);
    W[words.length >> 2] |= 128 << (24 - (words.length & 3) * 8);
    W[15] = words.length * 8;
    if (first() < limit) return count;
  }
}
onmessage = ({ data: { challenge, hashes, pieces } }) => {
  const limit = Math.min(4294967296, pieces * 4294967296 / hashes), counts = [];
  for (let number = 0; number < pieces; number++) counts.push(piece(challenge, number, limit));
  postMessage(`${challenge}.${counts.join("-")}`);
};
