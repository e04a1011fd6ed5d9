/*
 * What the review does beyond being read: filters that combine and stand in the address, one language beside the
 * source, keys. Everything on the page can be read without it. It makes no HTML: it hides, counts and moves the focus.
 */
"use strict"
;(() => {
  const root = document.documentElement
  const memory = {
    get(key) { try { return localStorage.getItem(`handbook.review.${key}`) } catch { return null } },
    // A browser that keeps nothing loses nothing.
    set(key, value) { try { localStorage.setItem(`handbook.review.${key}`, value) } catch { /* not allowed here */ } },
  }

  /* --- Dark and light: before anything is painted --------------------------------------------------------------- */

  const prefersDark = matchMedia("(prefers-color-scheme: dark)")
  const kept = memory.get("theme")
  if (kept === "dark" || kept === "light") root.dataset.theme = kept
  root.classList.add("js")
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : prefersDark.matches)

  document.addEventListener("DOMContentLoaded", () => {
    const id = name => document.getElementById(`r_${name}`)
    const form = id("filters")
    const fields = form.elements
    const said = id("said")
    const help = id("help")

    /* --- What there is ---------------------------------------------------------------------------------------------- */

    const changes = [...document.querySelectorAll(".change")].map(element => ({
      element,
      part: element.closest(".part").dataset.part,
      kind: element.dataset.kinds.split(" "),
      standings: element.dataset.standings.split(" ").filter(Boolean),
      words: null,
    }))
    const tags = fields.lang
      ? [...fields.lang.options].map(option => option.value).filter(tag => tag !== "none" && tag !== "all")
      : []
    const boxes = name => [...form.querySelectorAll(`input[name=${name}]`)]
    const pages = [...document.querySelectorAll(".page")]
    const parts = [...document.querySelectorAll(".part")]
    const counts = [...document.querySelectorAll("[data-count]")].map(element => {
      const [name, value] = element.dataset.count.split("=")
      return { element, name, value }
    })
    const partTitles = [...fields.part.options].map(option => option.textContent)

    // An Uzbek ʻ or ʼ is found by whatever stands on the keyboard for it.
    const plain = text => text.normalize("NFC").toLowerCase().replace(/[\u02bb\u02bc\u2018\u2019`]/g, "'")

    function wordsOf(change) {
      const texts = change.element.querySelectorAll(".bi > p, .no, .law li, .source")
      change.words ??= plain([...texts].map(text => text.textContent).join("\n"))
      return change.words
    }

    /* --- Filters ------------------------------------------------------------------------------------------------------- */

    const language = () => (fields.lang ? fields.lang.value : "none")
    const chosen = name => boxes(name).filter(box => box.checked).map(box => box.value)

    function standingsOf(change) {
      const column = tags.indexOf(language())
      return column < 0 ? change.standings : change.standings.slice(column, column + 1)
    }

    function judge(change, wanted) {
      const any = (values, of) => !of.length || of.some(value => values.includes(value))
      return {
        text: !wanted.text.length || wanted.text.every(word => wordsOf(change).includes(word)),
        part: !wanted.part || wanted.part === change.part,
        kind: any(change.kind, wanted.kind),
        standing: any(standingsOf(change), wanted.standing),
      }
    }

    const allBut = (verdict, name) => Object.keys(verdict).every(key => key === name || verdict[key])

    function apply() {
      const wanted = {
        text: plain(fields.text.value).split(/\s+/).filter(Boolean),
        part: fields.part.value,
        kind: chosen("kind"),
        standing: chosen("standing"),
      }
      root.dataset.column = language() === "all" ? "all" : tags.indexOf(language()) + 1
      const judged = changes.map(change => [change, judge(change, wanted)])
      let shown = 0
      for (const [change, verdict] of judged) {
        const passes = allBut(verdict)
        if (passes) shown += 1
        if (change.element.hidden === passes) change.element.hidden = !passes
      }
      count(judged)
      outline()
      id("count").textContent = `${shown} of ${changes.length} ${changes.length === 1 ? "change" : "changes"} shown`
      id("clear").hidden = !(wanted.text.length || wanted.part || wanted.kind.length || wanted.standing.length)
      id("nothing").hidden = shown > 0 || !changes.length
    }

    /** Beside each choice: how many changes it would show, the other filters as they are. */
    function count(judged) {
      for (const { element, name, value } of counts) {
        const has = change => (name === "kind" ? change.kind : standingsOf(change)).includes(value)
        element.textContent = judged.filter(([change, verdict]) => allBut(verdict, name) && has(change)).length
      }
      const elsewhere = judged.filter(([, verdict]) => allBut(verdict, "part"))
      for (const [n, option] of [...fields.part.options].entries()) {
        const found = elsewhere.filter(([change]) => !option.value || change.part === option.value)
        option.textContent = `${partTitles[n]} (${found.length})`
      }
    }

    function outline() {
      const any = (section, inner) => [...section.querySelectorAll(inner)].some(one => !one.hidden)
      for (const page of pages) {
        page.hidden = !any(page, ".change")
        const link = document.querySelector(`nav a[href="#${page.querySelector("h3").id}"]`)
        link.parentElement.hidden = page.hidden
        link.parentElement.querySelector(".n").textContent = page.querySelectorAll(".change:not([hidden])").length
      }
      for (const part of parts) part.hidden = !any(part, ".page")
      for (const item of document.querySelectorAll("nav > ol > li")) item.hidden = !any(item, "li")
    }

    /* --- The address: #anchor&lang=kk&kind=added.removed&part=rules&text=… ------------------------------------------------ */

    let anchor = ""

    function write() {
      const values = new URLSearchParams()
      if (fields.lang) values.set("lang", language())
      for (const name of ["part", "text"]) if (fields[name].value) values.set(name, fields[name].value)
      for (const name of ["kind", "standing"]) if (chosen(name).length) values.set(name, chosen(name).join("."))
      const state = [anchor, values.toString()].filter(Boolean).join("&")
      history.replaceState(null, "", state ? `#${state}` : location.pathname + location.search)
    }

    function read() {
      const pieces = location.hash.slice(1).split("&")
      anchor = pieces[0].includes("=") ? "" : decode(pieces.shift())
      const values = new URLSearchParams(pieces.join("&"))
      const pick = (select, value) => {
        if (select) select.value = [...select.options].some(option => option.value === value) ? value : select.value
      }
      pick(fields.lang, values.get("lang") ?? memory.get("language") ?? tags[0] ?? "none")
      pick(fields.part, values.get("part") ?? "")
      fields.text.value = values.get("text") ?? ""
      for (const name of ["kind", "standing"]) {
        const wanted = (values.get(name) ?? "").split(".")
        for (const box of boxes(name)) box.checked = wanted.includes(box.value)
      }
      apply()
      if (anchor) show(anchor)
    }

    function decode(text) { try { return decodeURIComponent(text) } catch { return "" } }

    function changed() { apply(); write() }

    /** Filters change what stands above: what the reader looks at stays where it is. */
    function keepingPlace(act) {
      const here = current()
      const before = here?.getBoundingClientRect().top
      act()
      if (here && !here.hidden && scrollY > 0) scrollBy(0, here.getBoundingClientRect().top - before)
    }

    let waiting
    form.addEventListener("submit", event => event.preventDefault())
    form.addEventListener("input", event => {
      clearTimeout(waiting)
      if (event.target === fields.text) waiting = setTimeout(changed, 150)
    })
    form.addEventListener("change", event => {
      if (event.target === fields.text) return
      if (event.target === fields.lang) memory.set("language", language())
      keepingPlace(changed)
    })
    form.addEventListener("reset", event => {
      // What the reader clears are filters; the language beside the source is none.
      event.preventDefault()
      clear()
      write()
      tell("All changes are shown")
    })

    function clear() {
      for (const name of ["text", "part"]) fields[name].value = ""
      for (const box of [...boxes("kind"), ...boxes("standing")]) box.checked = false
      apply()
    }

    /* --- Going to a change --------------------------------------------------------------------------------------------------- */

    const visible = () => changes.map(change => change.element).filter(element => !element.hidden)
    const line = () => document.querySelector(".shown").offsetHeight + 8

    /** The change that has the focus, or the first one in view. */
    function current() {
      const focused = document.activeElement?.closest?.(".change")
      return focused ?? visible().find(element => element.getBoundingClientRect().bottom > line())
    }

    function go(element) {
      element.focus({ preventScroll: true })
      element.scrollIntoView({ block: "start" })
    }

    function step(by) {
      const all = visible()
      const focused = document.activeElement?.closest?.(".change")
      const at = all.indexOf(focused ?? current())
      const next = all[focused || by < 0 ? at + by : Math.max(at, 0)]
      if (next) go(next)
      else tell(all.length ? (by > 0 ? "This is the last change" : "This is the first change") : "No change is shown")
    }

    function show(name) {
      const target = document.getElementById(name)
      if (!target) return
      if (target.matches(".change") && target.hidden) { clear(); write() }
      if (target.matches("details")) target.open = true
      if (!target.matches(".change, details")) target.tabIndex = -1
      go(target.matches("details") ? target.querySelector("summary") : target)
    }

    /* --- Links ---------------------------------------------------------------------------------------------------------------- */

    let hiding
    function tell(words) {
      said.textContent = words
      clearTimeout(hiding)
      hiding = setTimeout(() => { said.textContent = "" }, 2500)
    }

    async function copyLink(name) {
      const address = new URL(root.dataset.review || location.href)
      address.hash = name
      anchor = name
      write()
      tell((await copy(address.href)) ? "Link copied" : "The link is in the address bar")
    }

    async function copy(text) {
      try {
        await navigator.clipboard.writeText(text)
        return true
      } catch {
        return false
      }
    }

    document.addEventListener("click", event => {
      const link = event.target.closest?.("a[href^='#']")
      if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
        event.preventDefault()
        const name = link.getAttribute("href").slice(1)
        if (link.matches(".copy")) copyLink(name)
        else {
          if (document.getElementById(name)?.matches(".change")) anchor = name
          show(name)
          write()
        }
      }
      const whole = event.target.closest?.(".whole")
      if (whole) {
        const change = whole.closest(".change")
        change.classList.add("open")
        whole.hidden = true
        change.focus({ preventScroll: true })
      }
    })

    /* --- Keys ------------------------------------------------------------------------------------------------------------------- */

    function speak(tag) {
      if (!fields.lang) return
      fields.lang.value = tag
      memory.set("language", tag)
      keepingPlace(changed)
      tell(fields.lang.selectedOptions[0].textContent)
    }

    const keys = {
      j: () => step(1),
      n: () => step(1),
      k: () => step(-1),
      p: () => step(-1),
      l: () => tags.length && speak(tags[(tags.indexOf(language()) + 1) % tags.length]),
      c: () => { const here = current(); if (here) copyLink(here.id) },
      "/": () => { id("panel").open = true; fields.text.focus(); fields.text.select() },
      "?": () => help.showModal(),
    }

    /** The key by its letter; on a keyboard of another script, by its place. */
    function nameOf(event) {
      if (/^[\x20-\x7e]$/.test(event.key) && event.key !== "." && event.key !== ",") return event.key.toLowerCase()
      if (event.code === "Slash") return event.shiftKey ? "?" : "/"
      return /^Key[A-Z]$/.test(event.code) ? event.code.slice(3).toLowerCase() : event.key
    }

    const shortcuts = id("shortcuts")
    shortcuts.checked = memory.get("keys") !== "off"
    shortcuts.addEventListener("change", () => memory.set("keys", shortcuts.checked ? "on" : "off"))

    document.addEventListener("keydown", event => {
      if (event.target === fields.text && event.key === "Escape") {
        event.preventDefault()
        const here = current()
        if (here) here.focus({ preventScroll: true })
        else fields.text.blur()
        return
      }
      if (!shortcuts.checked || help.open || event.ctrlKey || event.metaKey || event.altKey) return
      if (event.target.matches?.("select, input[type=search]")) return
      const name = nameOf(event)
      const digit = /^[0-9]$/.test(name) ? Number(name) : -1
      if (digit >= 0 && digit <= tags.length) {
        event.preventDefault()
        speak(digit ? tags[digit - 1] : "none")
      } else if (keys[name]) {
        event.preventDefault()
        keys[name]()
      }
    })

    /* --- The sheet, the scheme --------------------------------------------------------------------------------------------------- */

    id("keys").addEventListener("click", () => help.showModal())
    id("close").addEventListener("click", () => help.close())
    help.addEventListener("click", event => { if (event.target === help) help.close() })

    const theme = id("theme")
    const name = () => { theme.textContent = isDark() ? "Light" : "Dark" }
    theme.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark"
      memory.set("theme", root.dataset.theme)
      name()
    })
    prefersDark.addEventListener("change", name)
    name()

    if (!matchMedia("(min-width: 64rem)").matches) for (const panel of ["panel", "pages"]) {
      const found = id(panel)
      if (found) found.open = false
    }
    addEventListener("hashchange", read)
    read()
  })
})()
