// Marks on the map: shape and sign first, then colour. Drawn once for each kind and brightness.
const SIZE = 30;
const SHAPES = {
  danger: ["octagon", "danger", "!"],
  late: ["triangle", "danger", "!"],
  warning: ["diamond", "warning", ""],
  case: ["circle", "primary", ""],
  here: ["drop", "primary", ""],
  done: ["circle", "success", "✓"],
  closed: ["ring", "grey", ""],
  place: ["square", "grey", ""],
  stop: ["circle", "primary", ""],
  home: ["house", "grey", ""],
  "home-good": ["house", "success", ""],
  "home-fair": ["house", "warning", ""],
  "home-bad": ["house", "danger", ""],
  cavity: ["oval", "grey", ""],
  "cavity-bad": ["oval", "danger", ""],
  "cavity-fair": ["oval", "warning", ""],
  "cavity-done": ["oval", "success", ""],
  work: ["hexagon", "grey", ""],
  "work-now": ["hexagon", "primary", ""],
  "work-done": ["hexagon", "success", ""],
  "work-bad": ["hexagon", "danger", ""],
  need: ["diamond", "danger", ""],
  team: ["square", "primary", ""],
};

const corners = (count, radius, turn = 0) =>
  Array.from({ length: count }, (_, at) => {
    const angle = (at / count) * 2 * Math.PI + turn;
    return [SIZE / 2 + radius * Math.cos(angle), SIZE / 2 + radius * Math.sin(angle)];
  });

const path = (pen, points) => {
  pen.beginPath();
  points.forEach(([x, y], at) => (at ? pen.lineTo(x, y) : pen.moveTo(x, y)));
  pen.closePath();
};

const OUTLINES = {
  octagon: (pen) => path(pen, corners(8, 13, Math.PI / 8)),
  triangle: (pen) => path(pen, [[15, 3], [28, 26], [2, 26]]),
  diamond: (pen) => path(pen, corners(4, 13)),
  square: (pen) => path(pen, corners(4, 12, Math.PI / 4)),
  house: (pen) => path(pen, [[15, 2], [28, 13], [25, 13], [25, 27], [5, 27], [5, 13], [2, 13]]),
  hexagon: (pen) => path(pen, corners(6, 13)),
  oval: (pen) => { pen.beginPath(); pen.ellipse(15, 15, 13, 8, 0, 0, 7); },
  circle: (pen) => { pen.beginPath(); pen.arc(15, 15, 11, 0, 7); },
  ring: (pen) => { pen.beginPath(); pen.arc(15, 15, 9, 0, 7); },
  drop: (pen) => {
    pen.beginPath();
    pen.arc(15, 12, 9.5, Math.PI * 0.82, Math.PI * 2.18);
    pen.lineTo(15, 29);
    pen.closePath();
  },
};

// Give the picture of a kind of mark: {width, height, data}, twice as dense as the screen.
export function picture(kind, colours) {
  const [shape, meaning, sign] = SHAPES[kind] ?? SHAPES.case;
  const canvas = new OffscreenCanvas(SIZE * 2, SIZE * 2);
  const pen = canvas.getContext("2d");
  pen.scale(2, 2);
  pen.lineJoin = "round";
  OUTLINES[shape](pen);
  pen.lineWidth = 4;
  pen.strokeStyle = colours.ink;
  pen.stroke();
  if (shape === "ring") {
    pen.fillStyle = colours.ink;
    pen.strokeStyle = colours[meaning];
    pen.fill();
    pen.lineWidth = 3.5;
    pen.stroke();
  } else {
    pen.fillStyle = colours[meaning];
    pen.fill();
  }
  if (shape === "drop") {
    pen.beginPath();
    pen.arc(15, 12, 3.6, 0, 7);
    pen.fillStyle = colours.ink;
    pen.fill();
  } else if (sign) {
    pen.fillStyle = colours.ink;
    pen.font = "bold 15px sans-serif";
    pen.textAlign = "center";
    pen.fillText(sign, 15, shape === "triangle" ? 23 : 20.5);
  }
  return pen.getImageData(0, 0, SIZE * 2, SIZE * 2);
}

export const kinds = Object.keys(SHAPES);

// Lines: colour and pattern, so that either alone tells them apart. In widths of the line.
export const PATTERNS = { solid: null, dash: [3, 2], dot: [0.2, 1.8], dashdot: [4, 1.6, 0.4, 1.6], long: [7, 2] };

// Areas: the step's colour, and hatching that grows denser with it.
export function hatching(step, colour, ink) {
  const side = 16;
  const canvas = new OffscreenCanvas(side, side);
  const pen = canvas.getContext("2d");
  pen.fillStyle = colour;
  pen.fillRect(0, 0, side, side);
  pen.strokeStyle = ink;
  pen.globalAlpha = 0.22;
  pen.lineWidth = 1.5;
  for (let at = -side; at < side * 2 && step; at += side / step) {
    pen.beginPath();
    pen.moveTo(at, side);
    pen.lineTo(at + side, 0);
    pen.stroke();
  }
  return pen.getImageData(0, 0, side, side);
}
