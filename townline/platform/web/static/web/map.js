// <tl-map>: the frame of a map. Only this small part comes with the page; what draws the map comes
// when the frame is seen, after the list beside it. Without WebGL the frame says so in a sentence.
const renderer = () => {
  try {
    const gl = document.createElement("canvas").getContext("webgl2");
    const told = gl.getExtension("WEBGL_debug_renderer_info");
    const name = gl.getParameter(told ? told.UNMASKED_RENDERER_WEBGL : gl.RENDERER) || "?";
    gl.getExtension("WEBGL_lose_context")?.loseContext();
    return name;
  } catch {
    return "";
  }
};

class TownMap extends HTMLElement {
  connectedCallback() {
    this.toggleAttribute("data-scripted", true);
    this.renderer ??= renderer();
    if (!this.renderer) return this.refuse();
    this.watch = new IntersectionObserver((seen) => {
      if (seen.some((one) => one.isIntersecting)) this.begin();
    }, { rootMargin: "200px" });
    this.watch.observe(this);
  }

  disconnectedCallback() {
    this.watch?.disconnect();
    this.view?.remove();
    this.view = null;
  }

  async begin() {
    this.watch.disconnect();
    try {
      const { open } = await import(this.dataset.view);
      const view = await open(this);
      if (this.isConnected) this.view = view;
      else view.remove();
    } catch (error) {
      this.refuse();
      throw error;
    }
  }

  refuse() {
    this.dataset.state = "none";
  }

  // For scripts of pages: choose what is drawn under this id, as a press on it would.
  choose(id) {
    this.view?.choose(String(id), "page");
  }
}

if (!customElements.get("tl-map")) customElements.define("tl-map", TownMap);
