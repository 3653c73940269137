// Dragging where no graphics processor helps: the picture that was painted last is moved as it is,
// as smoothly as the page scrolls, and painted anew where the pointer rests or lets go.
const REST = 600; // ms; sooner, a slow picture would hold up the hand that moves on

export function drag(map) {
  map.dragPan.disable();
  const [canvas, frame] = [map.getCanvas(), map.getCanvasContainer()];
  let [from, asked, timer] = [null, 0, 0];
  let way = [0, 0]; // from where the picture was painted, in pixels

  const show = () => {
    asked = 0;
    canvas.style.transform = way[0] || way[1] ? `translate3d(${way[0]}px, ${way[1]}px, 0)` : "";
    frame.style.setProperty("--tl-way", `${way[0]}px ${way[1]}px`); // of what stands on the picture
  };
  // The new picture and the end of the old one's way come in the same frame.
  const settle = () => {
    clearTimeout(timer);
    const [x, y] = way;
    if (!x && !y) return;
    map.once("render", () => {
      way = [way[0] - x, way[1] - y];
      from = from && [from[0] + x, from[1] + y];
      show();
    });
    map.panBy([-x, -y], { animate: false });
  };
  const move = (event) => {
    way = [event.clientX - from[0], event.clientY - from[1]];
    asked ||= requestAnimationFrame(show);
    clearTimeout(timer);
    timer = setTimeout(settle, REST);
  };
  const end = () => {
    frame.removeEventListener("pointermove", move);
    from = null;
    settle();
  };
  frame.addEventListener("pointerdown", (event) => {
    if (event.button || event.shiftKey || event.ctrlKey || event.target !== canvas) return;
    from = [event.clientX - way[0], event.clientY - way[1]];
    frame.setPointerCapture(event.pointerId);
    frame.addEventListener("pointermove", move);
    frame.addEventListener("lostpointercapture", end, { once: true });
  });
}
