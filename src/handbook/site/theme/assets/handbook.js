/*
 * What a page does beyond being read: carry the paragraph in view into the other language, copy a paragraph's link,
 * remember the language, let a checklist be ticked. Everything else on the page works without this script.
 */
"use strict"
;(() => {
  const live = document.querySelector(".hb-live")
  const menu = document.querySelector(".hb-languages")

  /* --- The paragraph in view ------------------------------------------------------------------------------- */

  const topLine = () => {
    const header = document.querySelector(".md-header")
    return header ? header.getBoundingClientRect().bottom : 0
  }

  function inView(element) {
    const box = element.getBoundingClientRect()
    return box.height + box.width > 0 && box.bottom > topLine() && box.top < innerHeight
  }

  /** The fragment that leads to what the reader is looking at: the one asked for if still in view, else a paragraph. */
  function whereabouts() {
    const asked = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)))
    if (asked && inView(asked.closest("p, li, div, details, blockquote") || asked)) return location.hash
    if (scrollY < 8) return ""
    const line = topLine()
    for (const number of document.querySelectorAll("a.hb-para[id]")) {
      const box = number.parentElement.getBoundingClientRect()
      if (box.height && box.bottom > line + 16) return `#${number.id}`
    }
    return ""
  }

  /* --- The language switcher ------------------------------------------------------------------------------- */

  function aim() {
    const fragment = whereabouts()
    for (const link of menu.querySelectorAll("a[hreflang]"))
      link.setAttribute("href", link.getAttribute("href").replace(/#.*$/, "") + fragment)
  }

  function remember(tag) {
    // The list of languages at the site's door reads this; a browser that keeps nothing loses nothing.
    try { localStorage.setItem("handbook.language", tag) } catch { /* not allowed here */ }
  }

  if (menu) {
    menu.addEventListener("toggle", aim)
    menu.addEventListener("click", event => {
      const link = event.target.closest("a[hreflang]")
      if (link) { aim(); remember(link.hreflang) }
    })
    document.addEventListener("click", event => { if (!menu.contains(event.target)) menu.open = false })
    menu.addEventListener("keydown", event => {
      if (event.key !== "Escape" || !menu.open) return
      menu.open = false
      menu.querySelector("summary").focus()
    })
  }

  /* --- A paragraph's link ---------------------------------------------------------------------------------- */

  function copyByHand(text) {
    const field = Object.assign(document.createElement("textarea"), { value: text, readOnly: true })
    field.style.cssText = "position:fixed;inset-block-start:0;opacity:0"
    document.body.append(field)
    field.select()
    const done = document.execCommand("copy")
    field.remove()
    return done
  }

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text)
      return true
    } catch {
      // Old browsers, and pages from disk in some of them.
      return copyByHand(text)
    }
  }

  let hiding
  function say(words) {
    live.textContent = words
    live.classList.add("hb-live--shown")
    clearTimeout(hiding)
    hiding = setTimeout(() => { live.classList.remove("hb-live--shown"); live.textContent = "" }, 2500)
  }

  document.addEventListener("click", async event => {
    const number = event.target.closest && event.target.closest("a.hb-para, a.step-number")
    if (!number || event.ctrlKey || event.metaKey || event.shiftKey) return
    // Inside a folding box a click on the number must not fold it.
    if (number.closest("summary")) { event.preventDefault(); location.hash = number.getAttribute("href") }
    const address = new URL(number.getAttribute("href"), location.href)
    address.search = ""
    const told = number.matches(".step-number") ? number.title : number.textContent
    say((await copy(address.href)) ? `${told}: ${live.dataset.copied}` : live.dataset.failed)
  })


  /* --- Checklists: a tick on the screen lasts as long as the page is open and is kept nowhere ----------------- */

  for (const box of document.querySelectorAll(".task-list-item input[type=checkbox]")) {
    const item = box.closest("li")
    box.disabled = false
    box.setAttribute("aria-label", item.textContent.replace(/\s+/g, " ").trim())
    item.addEventListener("click", event => {
      event.stopPropagation()
      if (!event.target.closest("a, label")) box.checked = !box.checked
    })
  }

  /* --- Folded steps are printed whole, in browsers too that keep what is folded from style sheets --------------- */

  const folded = new Set()
  addEventListener("beforeprint", () => {
    for (const step of document.querySelectorAll("details.step-fold:not([open])")) { folded.add(step); step.open = true }
  })
  addEventListener("afterprint", () => {
    for (const step of folded) step.open = false
    folded.clear()
  })

  /* --- Wide tables can be scrolled with the keyboard too ------------------------------------------------------ */

  function reachTables() {
    for (const frame of document.querySelectorAll(".md-typeset__scrollwrap"))
      if (frame.scrollWidth > frame.clientWidth) frame.tabIndex = 0
      else frame.removeAttribute("tabindex")
  }

  addEventListener("load", reachTables)
  addEventListener("resize", reachTables)
})()
