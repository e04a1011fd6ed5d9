/*
 * The handbook's search worker: Material's own worker with four things added around it.
 *
 *  1. Folding. Words are compared without the marks that keyboards lack: o' o‘ oʻ are one letter, ё is е, ý is y,
 *     қ is к. An officer who types on a Russian or English keyboard finds the word all the same.
 *  2. Endings. The word typed loses its usual endings ("адвокаттың" → "адвокат"); since every query is a prefix,
 *     all other forms of the word are found. The index keeps whole words, and the form typed ranks first.
 *  3. What was found. The words shown as highlighted or missing are the reader's, not our stems.
 *
 *  4. One language. Plain MkDocs writes one index for all languages; a page searches its own.
 *
 * Address: handbook-search.js?LANGUAGES/WORKER, the page's language first, then the file name of Material's worker.
 * Runs as a real worker on a server and, from disk, in the frame that iframe-worker makes.
 */
"use strict"
;(scope => {
  const SETUP = 0, QUERY = 2, RESULT = 3
  const own = scope.document ? scope.document.currentScript.src : scope.location.href
  const [, languages, engine] = /\?([\w,-]+)\/([\w.-]+\.js)/.exec(own)
  const [language, ...others] = languages.split(",")

  /* --- Folding: letters that a reader may be unable to type ------------------------------------------------ */

  const LETTERS = { ә: "а", ғ: "г", қ: "к", ң: "н", ө: "о", ұ: "у", ү: "у", һ: "х", і: "и", ҳ: "х", ҷ: "ч", ı: "i", ß: "ss" }
  const SILENT = /[\u0300-\u036f\u00ad\u200b-\u200d\u2060'`\u00b4\u02b0-\u02ff\u2018\u2019]/g
  const fold = word => word.toLowerCase().normalize("NFD").replace(SILENT, "").replace(/./gu, c => LETTERS[c] || c)

  /* --- Endings, written as folded; longest first wins; repeated, because these languages stack them ---------- */

  const TURKIC_CYRILLIC =
    "лар лер лор дар дер дор тар тер тор ым им ум ын ин ун ы и у сы си су мыз миз муз ныз низ нуз быз биз буз " +
    "нын нин нун дын дин дун тын тин тун ны ни ну ды ди ду ты ти ту га ге го ка ке ко а е о на не но " +
    "да де до та те то нда нде ндо дан ден дон тан тен тон нан нен нон мен бен пен лык лик лук дык дик дук тык тик тук"
  const ENDINGS = {
    en: { cut: "s es ies ed ing", rounds: 1 },
    ru: {
      cut:
        "ыи ии ои ая яя ое ее ые ие ого его ому ему ым им ыми ими ых их ую юю ою ею еи " +
        "а я о е ы и у ю ь ов ев ам ям ами ями ах ях ом ем ья ье ью ьи ия ию ием иям иями иях иеи " +
        "ть ти л ла ло ли ет ит ут ют ат ят ете ите ешь ишь ся сь ться тся лся лась лись ется ится ются ятся утся атся",
      rounds: 1,
      soften: /(?<=н)н$/
    },
    kk: { cut: TURKIC_CYRILLIC + " лы ли", rounds: 4, soften: /[кп]$/ },
    ky: { cut: TURKIC_CYRILLIC + " луу дуу туу", rounds: 4, soften: /[кп]$/ },
    tg: { cut: "хо хои хое хоро ро и е ам ат аш амон атон ашон он гон онро ад анд ем ед", rounds: 2 },
    uz: {
      cut: "lar ning ni ga ka qa da dan dagi gacha cha i si im ing imiz ingiz miz ngiz lik li dir",
      rounds: 4,
      soften: /[kq]$/
    },
    tk: {
      cut:
        "lar ler y i u a e sy si ym im um myz miz ymyz imiz yn in un nyn nin nun ny ni na ne da de nda nde " +
        "dan den ndan nden ly li lyk lik luk daky daki dyr dir",
      rounds: 4,
      soften: /[kpc]$/
    }
  }
  const SHORTEST = 4

  const rules = ENDINGS[language] || { cut: "", rounds: 0 }
  const endings = rules.cut.split(" ").filter(Boolean).sort((a, b) => b.length - a.length)

  function cutOnce(word) {
    for (const ending of endings) {
      // A short root is safe to bare only when the ending is unmistakable.
      const least = ending.length > 1 ? SHORTEST - 1 : SHORTEST
      if (word.endsWith(ending) && word.length - ending.length >= least) return word.slice(0, -ending.length)
    }
    return word
  }

  function stem(word) {
    if (/\d/.test(word)) return word
    for (let round = 0; round < rules.rounds; round++) word = cutOnce(word)
    return rules.soften && word.length >= SHORTEST ? word.replace(rules.soften, "") : word
  }

  /* --- The query: outside quotation marks every plain word becomes "that very word, or any word so beginning" -- */

  const WORD = /(^|[\s+\-])([\p{L}\p{M}\p{N}\u00ad'`\u02b0-\u02ff\u2018\u2019]+)(?![\p{L}*^~:])/gu
  let asked = []

  function rewrite(query) {
    asked = []
    return query
      .split('"')
      .map((piece, i) => piece.replace(WORD, (_, before, word) => before + (i % 2 ? fold(word) : widen(before, word))))
      .join('"')
  }

  function widen(before, typed) {
    const word = fold(typed)
    if (!word || /[+\-]/.test(before)) return word
    const root = stem(word)
    asked.push({ typed, terms: [word, root] })
    return `${word}^9 ${root}`
  }

  /* --- The answer: name the words as they stand in the text, and those missing as they were typed ------------ */

  const MARKED = /<mark[^>]*>([^<]+)<\/mark>/g

  function named(item) {
    const terms = {}
    for (const { typed, terms: pair } of asked)
      if (pair.every(term => item.terms[term] === false)) terms[typed] = false
    for (const field of [item.title, item.text])
      for (const [, word] of (field || "").matchAll(MARKED)) terms[word] = true
    return { ...item, terms }
  }

  /* --- Between the page and Material's worker ---------------------------------------------------------------- */

  function ownDocs(docs) {
    const mine = docs.filter(doc => doc.location.startsWith(`${language}/`))
    return mine.length ? mine : docs.filter(doc => !others.some(tag => doc.location.startsWith(`${tag}/`)))
  }

  function inward(message) {
    if (message.type === QUERY) return { ...message, data: rewrite(message.data) }
    if (message.type !== SETUP) return message
    const { config, docs, ...rest } = message.data
    return { ...message, data: { ...rest, docs: ownDocs(docs), config: { ...config, lang: ["en"], pipeline: [] } } }
  }

  function outward(message) {
    if (message.type !== RESULT) return message
    return { ...message, data: { ...message.data, items: message.data.items.map(group => group.map(named)) } }
  }

  const passed = new WeakSet()
  const post = scope.postMessage.bind(scope)
  scope.postMessage = message => post(outward(message))
  // Ours must be the first listener, and keep what comes before Material's worker has loaded.
  scope.addEventListener("message", event => {
    if (passed.has(event)) return
    event.stopImmediatePropagation()
    loaded.then(() => {
      const next = new MessageEvent("message", { data: inward(event.data) })
      passed.add(next)
      scope.dispatchEvent(next)
    })
  })
  const loaded = Promise.resolve(scope.importScripts(`${new URL(engine, own)}`)).then(() => {
    const run = scope.lunr.Pipeline.prototype.run
    scope.lunr.Pipeline.prototype.run = function (tokens) {
      return run.call(this, tokens.map(token => token.update(fold)).filter(token => `${token}`))
    }
  })
})(self)
