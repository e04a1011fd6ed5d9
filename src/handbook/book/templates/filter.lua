-- From the book's HTML vocabulary to calls of the functions in book.typ.
--
-- Text is always left to pandoc's own Typst writer, which escapes it; what stands in attributes goes through
-- `quoted` or `label`. So nothing a page says can become Typst code.

local function code(text) return pandoc.RawInline('typst', text) end
local function line(text) return pandoc.RawBlock('typst', text) end

local function quoted(text)
  return '"' .. text:gsub('\\', '\\\\'):gsub('"', '\\"'):gsub('%c', ' ') .. '"'
end

-- Labels are of our making; anything else is no label.
local function label(name)
  if name and name:match('^[%w:._-]+$') then return '<' .. name .. '>' end
  return ''
end

local function language(element)
  local tag = element.attributes.lang
  return tag and tag:match('^%l%l%l?$')
end

local function has(element, class) return element.classes:includes(class) end

-- pandoc escapes what would start a list or heading at the start of a paragraph; inside brackets of ours it does not
-- see a start.
local function starts_block(inline)
  return inline and inline.t == 'Str' and (inline.text:match('^[=+/-]') or inline.text:match('^%d+%.'))
end

-- `before` and `after` around inlines, as one list.
local function around(before, inlines, after)
  local out = pandoc.List({ code(before) })
  if before:sub(-1) == '[' and starts_block(inlines[1]) then out:insert(code('#none;')) end
  out:extend(inlines)
  out:insert(code(after))
  return out
end

-- The same around blocks.
local function enclose(before, blocks, after)
  local out = pandoc.List({ line(before) })
  out:extend(blocks)
  out:insert(line(after))
  return out
end

-- Blocks as the argument `[…]`; one plain line stays on one line.
local function argument(blocks, after)
  if #blocks == 0 then return pandoc.List({ line('[]' .. after) }) end
  if #blocks == 1 and (blocks[1].t == 'Plain' or blocks[1].t == 'Para') then
    return pandoc.List({ pandoc.Plain(around('[', blocks[1].content, ']' .. after)) })
  end
  return enclose('[', blocks, ']' .. after)
end

local function is_number(inline)
  return inline and inline.t == 'RawInline' and inline.text:sub(1, 8) == '#hb-num('
end

-- Takes white space off the front of inlines.
local function trimmed(inlines)
  while inlines[1] and (inlines[1].t == 'Space' or inlines[1].t == 'SoftBreak') do inlines:remove(1) end
  return inlines
end

-- A paragraph number whose line is moved in by a box.
local function moved_in(number)
  return code((number.text:gsub('^#hb%-num%(', '#hb-num(indent: box-inset, ')))
end

local spans = {}

spans['hb-para'] = function(el)
  local review = (el.attributes.review or ''):match('^%l+$')
  local state = review and ', review: ' .. quoted(review) or ''
  if review and el.attributes.quiet then state = state .. ', quiet: true' end
  return { code('#hb-num(' .. quoted(pandoc.utils.stringify(el.content)) .. state .. ')' .. (label(el.identifier) ~= '' and label(el.identifier) or ';')) }
end
spans['hb-at'] = function(el) return { code('#hb-at' .. label(el.identifier)) } end
spans['hb-inline-mark'] = function(el)
  return around('#hb-mark(' .. quoted(language(el) or 'en') .. ')[', el.content, '];')
end
spans['hb-blank'] = function() return { code('#hb-blank;') } end
spans['hb-keep'] = function(el) return around('#box[', el.content, '];') end
spans['hb-note'] = function(el)
  local out = pandoc.List(el.content)
  out:insert(code(label(el.attributes.note)))
  return out
end
spans['hb-noteref'] = function(el) return { code('#footnote(' .. label(el.attributes.note) .. ');') } end
for _, class in ipairs({ 'hb-step-actor', 'hb-step-arrow', 'hb-step-limit' }) do
  spans[class] = function(el) return around('#' .. class .. '(' .. quoted(language(el) or 'en') .. ')[', el.content, '];') end
end
spans['mark'] = function(el) return around('#highlight[', el.content, '];') end

local function span(el)
  for _, class in ipairs(el.classes) do
    if spans[class] then return spans[class](el) end
  end
  if has(el, 'hb-box') then return nil end -- the list it stands in takes it
  if has(el, 'hb-cite') then return around('#hb-cited[', el.content, '];') end
  if language(el) then return around('#text(lang: ' .. quoted(language(el)) .. ')[', el.content, '];') end
  return el.content
end

local function link(el)
  local target = el.target:match('^#(.+)$')
  local content = pandoc.List(el.content)
  if el.attributes.number then content:insert(pandoc.Str(' (' .. el.attributes.number .. ')')) end
  if target then
    local name = has(el, 'hb-cite') and '#hb-cite(' or has(el, 'hb-where') and '#hb-where(' or '#link('
    return around(name .. label(target) .. ')[', content, '];')
  end
  return around('#link(' .. quoted(el.target) .. ')[', content, '];')
end

local function image_call(name, el)
  return name .. '(' .. quoted(el.src) .. ', alt: ' .. quoted(pandoc.utils.stringify(el.caption)) .. ')'
end

local function image(el) return code('#' .. image_call('hb-image', el) .. ';') end

local function header(el)
  local mark = el.attributes.mark
  if not mark then
    return pandoc.Header(el.level, el.content, pandoc.Attr(el.identifier))
  end
  local call = '#heading(depth: ' .. el.level .. ', supplement: ' .. quoted(mark) .. ')['
  return pandoc.Plain(around(call, el.content, ']' .. label(el.identifier)))
end

-- Takes the title off a box: its inlines, and the paragraph number that may open it.
local function title_of(el)
  local blocks = pandoc.List(el.content)
  local first = blocks[1]
  if not (first and first.t == 'Div' and has(first, 'hb-title')) then return pandoc.List({}), blocks end
  blocks:remove(1)
  local inlines = pandoc.List({})
  for _, block in ipairs(first.content) do
    if block.content and (block.t == 'Plain' or block.t == 'Para') then inlines:extend(block.content) end
  end
  local lang = language(first)
  if lang and #inlines > 0 then inlines = around('#text(lang: ' .. quoted(lang) .. ')[', inlines, '];') end
  return inlines, blocks
end

local divs = {}

divs['hb-admonition'] = function(el)
  local title, blocks = title_of(el)
  local number = pandoc.List({})
  if is_number(title[1]) then number:insert(moved_in(title:remove(1))) end
  trimmed(title)
  local whole = el.attributes.whole and 'whole: true, ' or ''
  local call = '#hb-admonition(' .. quoted(el.attributes.box or 'note') .. ', word: ' .. quoted(el.attributes.word or '') .. ', ' .. whole .. 'number: '
  local out = pandoc.List({ pandoc.Plain(around(call .. '[', number, '], title: [')) })
  out[1].content:extend(title)
  out[1].content:insert(code('])['))
  out:extend(blocks)
  out:insert(line(']'))
  return out
end

divs['hb-tab'] = function(el)
  local title, blocks = title_of(el)
  local out = pandoc.List({ pandoc.Plain(around('#hb-tab([', title, '])[')) })
  out:extend(blocks)
  out:insert(line(']'))
  return out
end

divs['hb-fallback'] = function(el)
  local call = '#hb-fallback(lang: ' .. quoted(language(el) or 'en') .. ', mark: ' .. quoted(el.attributes.mark or '')
  for _, block in ipairs(el.content) do
    if block.t == 'RawBlock' and block.text:match('^#hb%-table%(.*wide: true') then call = call .. ', wide: true' end
  end
  if el.attributes.again then call = call .. ', again: true' end
  if el.attributes.numbered then call = call .. ', numbered: true' end
  local first = el.content[1] and el.content[1].t == 'Plain' and el.content[1].content[1]
  if first and first.t == 'RawInline' and first.text:match('^#hb%-admonition') then call = call .. ', framed: true' end
  if el.attributes.short then call = call .. ', short: true' end
  return enclose(call .. ')[', el.content, ']')
end

-- Each step: what heads it, what it says.
divs['hb-steps'] = function(el)
  local out = pandoc.List({ line('#hb-steps(') })
  for _, step in ipairs(el.content) do
    local head, body = pandoc.List({}), pandoc.List({})
    for _, part in ipairs(step.content) do
      if has(part, 'hb-step-head') then
        for _, block in ipairs(part.content) do head:extend(block.content) end
      elseif language(part) then
        body:extend(enclose('#[#set text(lang: ' .. quoted(language(part)) .. ')', part.content, ']'))
      else
        body:extend(part.content)
      end
    end
    out:insert(pandoc.Plain(around('([', head, '],')))
    out:extend(argument(body, '),'))
  end
  out:insert(line(')'))
  return out
end

divs['hb-whole'] = function(el)
  local first = el.content[1]
  return first and pandoc.Plain(around('#hb-whole[', first.content, ']')) or {}
end

divs['hb-agencies'] = function(el) return enclose('#hb-landscape[', el.content, ']') end

divs['hb-last'] = function(el) return enclose('#hb-last[', el.content, ']') end

divs['hb-page'] = function(el)
  local out = pandoc.List({ line('\u{E0F1}' .. el.attributes.page) })
  out:extend(el.content)
  return out
end

local function div(el)
  for _, class in ipairs(el.classes) do
    if divs[class] then return divs[class](el) end
  end
  if has(el, 'hb-title') then return nil end -- the box it stands in takes it
  if has(el, 'hb-step') or has(el, 'hb-step-head') or has(el, 'hb-step-body') then return nil end -- so do steps
  if language(el) then return enclose('#[#set text(lang: ' .. quoted(language(el)) .. ')', el.content, ']') end
  return el.content
end

-- The state of a task: 'on', 'off', or nothing; its box is taken off.
local function take_box(item)
  local first = item[1]
  local inlines = first and (first.t == 'Plain' or first.t == 'Para') and first.content
  if not inlines or not inlines[1] then return nil end
  if inlines[1].t ~= 'Span' or not has(inlines[1], 'hb-box') then return nil end
  local state = inlines[1].attributes.state
  inlines:remove(1)
  first.content = trimmed(inlines)
  item[1] = first
  return state
end

local function quotation(el)
  local first = el.content[1]
  if first and first.t == 'Para' and is_number(first.content[1]) then
    first.content[1] = moved_in(first.content[1])
    el.content[1] = first
  end
  return el
end

-- The text of a list's item is no start of a paragraph to pandoc either.
local function guarded(el)
  for _, item in ipairs(el.content) do
    local first = item[1]
    if first and (first.t == 'Plain' or first.t == 'Para') and starts_block(first.content[1]) then
      first.content:insert(1, code('#none;'))
      item[1] = first
    end
  end
  return el
end

local function bullets(el)
  local tasks, some = {}, false
  for i, item in ipairs(el.content) do
    tasks[i] = { state = take_box(item), blocks = item }
    some = some or tasks[i].state
  end
  if not some then return guarded(el) end
  local out = pandoc.List({ line('#hb-tasks(') })
  for _, task in ipairs(tasks) do
    out:insert(line('(' .. quoted(task.state or '') .. ','))
    out:extend(argument(task.blocks, '),'))
  end
  out:insert(line(')'))
  return out
end

-- About six lines, in bytes.
local SHORT_DEFINITION = 480

local function definitions(el)
  local out = pandoc.List({ line('#terms(') })
  for _, item in ipairs(el.content) do
    local blocks = pandoc.List({})
    for _, part in ipairs(item[2]) do blocks:extend(part) end
    local whole = #pandoc.utils.stringify(blocks) < SHORT_DEFINITION and 'whole: true, ' or ''
    out:insert(pandoc.Plain(around('hb-term(' .. whole .. '[', item[1], '],')))
    out:extend(argument(blocks, '),'))
  end
  out:insert(line(')'))
  return out
end

local ALIGN = { AlignLeft = 'start', AlignRight = 'end', AlignCenter = 'center' }

local function cell(c, out, open)
  local options = {}
  if open then table.insert(options, 'stroke: (bottom: none)') end
  if c.col_span > 1 then table.insert(options, 'colspan: ' .. c.col_span) end
  if c.row_span > 1 then table.insert(options, 'rowspan: ' .. c.row_span) end
  if #options == 0 then
    out:extend(argument(c.contents, ','))
  else
    out:insert(line('table.cell(' .. table.concat(options, ', ') .. ','))
    out:extend(argument(c.contents, '),'))
  end
end

local function table_rows(el)
  local body = pandoc.List({})
  for _, part in ipairs(el.bodies) do
    body:extend(part.head)
    body:extend(part.body)
  end
  body:extend(el.foot.rows)
  return el.head.rows, body
end

local function empty(rows)
  for _, row in ipairs(rows) do
    for _, c in ipairs(row.cells) do
      if pandoc.utils.stringify(c.contents) ~= '' then return false end
    end
  end
  return true
end

local function tables(el)
  local head, body = table_rows(el)
  local all = pandoc.List(head):clone()
  all:extend(body)
  local align = {}
  for i, spec in ipairs(el.colspecs) do align[i] = ALIGN[tostring(spec[1])] or 'start' end
  -- HTML gives the alignment to cells, not to columns.
  for i, c in ipairs(all[1] and all[1].cells or {}) do
    if align[i] and c.alignment then align[i] = ALIGN[tostring(c.alignment)] or align[i] end
  end
  local caption = pandoc.utils.stringify(el.caption.long) ~= '' and el.caption.long
  local out = pandoc.List({})
  if caption then
    out:insert(line('#hb-captioned('))
    out:extend(argument(caption, ')['))
  end
  local widths = {}
  for width in (el.attributes.columns or ''):gmatch('%d+%.%dfr') do table.insert(widths, width) end
  local call = '#hb-table((' .. table.concat(widths, ', ') .. ',), (' .. table.concat(align, ', ') .. ',)'
  if el.attributes.wide then call = call .. ', wide: true' end
  if el.attributes.whole then call = call .. ', whole: true' end
  if el.attributes.writing then call = call .. ', form: true' end
  if el.attributes.small then call = call .. ', small: true' end
  if el.attributes.undivided then call = call .. ', undivided: true' end
  -- Typst divides a table between any two rows but those that one undivided cell spans: an empty one, at their end.
  local guarded = false
  for _, row in ipairs(body) do guarded = guarded or row.attr.classes:includes('hb-together') end
  if guarded then call = call .. ', guarded: true' end
  out:insert(line(call .. ','))
  if not empty(head) then
    out:insert(line('table.header('))
    for _, row in ipairs(head) do
      for _, c in ipairs(row.cells) do cell(c, out) end
      if guarded then out:insert(line('[],')) end
    end
    out:insert(line('),'))
  end
  for i, row in ipairs(body) do
    -- No rule between two rows that are one entry.
    local open = body[i + 1] and body[i + 1].attr.classes:includes('hb-more')
    for _, c in ipairs(row.cells) do cell(c, out, open) end
    if row.attr.classes:includes('hb-together') then
      out:insert(line('hb-guard,'))
    elseif guarded and not (body[i - 1] and body[i - 1].attr.classes:includes('hb-together')) then
      out:insert(line('[],'))
    end
  end
  out:insert(line(')'))
  if caption then out:insert(line(']')) end
  return out
end

-- A figure around pictures, or around anything else.
local function figure(el)
  local pictures = pandoc.List({})
  local other = pandoc.List({})
  for _, block in ipairs(el.content) do
    local inlines = (block.t == 'Plain' or block.t == 'Para') and block.content or {}
    local found = false
    for _, inline in ipairs(inlines) do
      if inline.t == 'RawInline' and inline.text:sub(1, 10) == '#hb-image(' then
        pictures:insert('hb-picture(' .. inline.text:sub(11, -2))
        found = true
      end
    end
    if not found then other:insert(block) end
  end
  local out = pandoc.List({ line('#hb-figure(' .. table.concat(pictures, ', ') .. (#pictures > 0 and ', ' or '') .. 'caption:') })
  out:extend(argument(el.caption.long, ')['))
  out:extend(other)
  out:insert(line(']'))
  return out
end


return {
  {
    Span = span,
    Link = link,
    Image = image,
    Header = header,
    Div = div,
    BlockQuote = quotation,
    BulletList = bullets,
    OrderedList = guarded,
    DefinitionList = definitions,
    Table = tables,
    Figure = figure,
    HorizontalRule = function() return line('#hb-rule()') end,
  },
}
