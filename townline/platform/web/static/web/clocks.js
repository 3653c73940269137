// What is left until a promise, and until an alarm is told to more people.
(() => {
  "use strict";
  function count() {
    const words = document.body.dataset;
    document.querySelectorAll(".tl-mark[data-due]").forEach((box) => {
      const left = new Date(box.dataset.due) - Date.now();
      const minutes = Math.floor(Math.abs(left) / 60000), hours = Math.floor(minutes / 60);
      // Beyond twelve hours the server's words hold.
      if (hours >= 12) return;
      const fill = (form) => form.replace("%h", hours).replace("%m", String(minutes % 60).padStart(hours ? 2 : 1, "0"));
      const length = fill(hours ? (minutes % 60 ? words.hm : words.h) : words.m);
      const late = left < 0;
      box.classList.toggle("danger", late);
      box.classList.toggle("warning", !late);
      box.classList.remove("calm");
      box.querySelector("use").setAttribute("href", late ? "#i-overdue" : "#i-clock");
      const long = box.hasAttribute("data-long");
      box.querySelector(".words").textContent = (late ? words.late : long ? words.left : "%s").replace("%s", length);
    });
  }

  setInterval(() => document.querySelectorAll("[data-ack]").forEach((box) => {
    const left = new Date(box.dataset.ack) - Date.now();
    const time = new Date(Math.abs(left)).toISOString().slice(left > -36e5 ? 14 : 11, 19).replace(/^0/, "");
    box.textContent = document.body.dataset[left > 0 ? "left" : "late"].replace("%s", time);
  }), 1000);
  setInterval(count, 20000);
})();
