-- Drives Neovim's own client against `joblint lsp`, as a user would: opens a job, reads the diagnostics,
-- asks for a hover and for the outline, applies a quick fix and checks the buffer.
--
--   JOBLINT=target/debug/joblint JOB=job.json nvim --headless -u NONE -i NONE -n -S tests/editors/neovim.lua
--
-- `JOB` is changed in the editor only, never written. Ends with 0, or with 1 and a message.

local RULE = 'key-not-create-only'
local PATIENCE = 20000

local function say(...)
  io.stdout:write(string.format(...), '\n')
end

local function wait_for(what, condition)
  if not vim.wait(PATIENCE, condition, 20) then
    error('waited in vain for ' .. what, 0)
  end
end

--- Starts the server in the way that this version of Neovim has for it.
local function start(program, job)
  local root = vim.fn.fnamemodify(job, ':p:h')
  local config = { name = 'joblint', cmd = { program, 'lsp' }, root_dir = root }
  if vim.lsp.config ~= nil then
    vim.lsp.config('joblint', { cmd = config.cmd, filetypes = { 'json', 'jsonc' }, root_dir = root })
    vim.lsp.enable('joblint')
    return 'vim.lsp.enable'
  end
  local how = vim.lsp.start ~= nil and 'vim.lsp.start' or 'vim.lsp.start_client'
  vim.api.nvim_create_autocmd('FileType', {
    pattern = { 'json', 'jsonc' },
    callback = function(event)
      if vim.lsp.start ~= nil then
        vim.lsp.start(config)
      else
        vim.lsp.buf_attach_client(event.buf, vim.lsp.start_client(config))
      end
    end,
  })
  return how
end

local function client()
  local all = (vim.lsp.get_clients or vim.lsp.get_active_clients)()
  return all[1]
end

--- The answer of the server to a request at a place of the buffer.
local function ask(method, line, column, more)
  local params = vim.tbl_extend('force', {
    textDocument = { uri = vim.uri_from_bufnr(0) },
    position = { line = line, character = column },
  }, more or {})
  local answers = vim.lsp.buf_request_sync(0, method, params, PATIENCE) or {}
  for _, answer in pairs(answers) do
    if answer.err ~= nil then
      error(method .. ': ' .. vim.inspect(answer.err), 0)
    end
    return answer.result
  end
  error(method .. ': no answer', 0)
end

local function found(rule)
  return vim.tbl_filter(function(diagnostic)
    return diagnostic.code == rule or (diagnostic.user_data or {}).lsp ~= nil and diagnostic.user_data.lsp.code == rule
  end, vim.diagnostic.get(0))
end

--- Applies the quick fix with a title at the cursor: with the command for it where there is one.
local function apply(title, diagnostic)
  local function is_wanted(action)
    return action.title == title
  end
  if vim.fn.has('nvim-0.8') == 1 then
    vim.lsp.buf.code_action({ filter = is_wanted, apply = true })
    return
  end
  local range = {
    start = { line = diagnostic.lnum, character = diagnostic.col },
    ['end'] = { line = diagnostic.end_lnum, character = diagnostic.end_col },
  }
  local context = { diagnostics = { diagnostic.user_data.lsp }, only = { 'quickfix' } }
  context.diagnostics[1].range = context.diagnostics[1].range or range
  local actions = ask('textDocument/codeAction', 0, 0, { range = range, context = context })
  local action = vim.tbl_filter(is_wanted, actions)[1]
  if action == nil then
    error('no action ' .. title .. ' in ' .. vim.inspect(actions), 0)
  end
  if action.edit == nil then
    action = ask('codeAction/resolve', 0, 0, action)
  end
  vim.lsp.util.apply_workspace_edit(action.edit, client().offset_encoding)
end

local function trial()
  local program, job = vim.env.JOBLINT, vim.env.JOB
  vim.cmd('filetype on')
  local how = start(program, job)
  vim.cmd('edit ' .. vim.fn.fnameescape(job))
  wait_for('the server', function()
    return client() ~= nil
  end)
  wait_for('diagnostics', function()
    return #vim.diagnostic.get(0) > 0
  end)
  local version = vim.version()
  say('Neovim %d.%d.%d by %s, %s', version.major, version.minor, version.patch, how, client().offset_encoding)
  for _, diagnostic in ipairs(vim.diagnostic.get(0)) do
    say('%d:%d %s [%s]', diagnostic.lnum + 1, diagnostic.col + 1, diagnostic.message:match('[^\n]*'), diagnostic.code or '')
  end

  local diagnostic = found(RULE)[1]
  if diagnostic == nil then
    error('no finding of ' .. RULE, 0)
  end
  local line = vim.api.nvim_buf_get_lines(0, diagnostic.lnum, diagnostic.lnum + 1, true)[1]
  assert(line:find('"forCreateOnly": false', 1, true), 'another line was meant: ' .. line)

  local type_line = vim.fn.search([["objectType": 1]], 'nw') - 1
  local type_column = vim.fn.getline(type_line + 1):find('objectType', 1, true)
  local hover = ask('textDocument/hover', type_line, type_column)
  assert(hover ~= nil and #vim.inspect(hover.contents) > 0, 'no hover over objectType')
  say('hover: %s', (hover.contents.value or vim.inspect(hover.contents)):gsub('\n.*', ''))

  local outline = ask('textDocument/documentSymbol', 0, 0)
  assert(#outline == 1 and outline[1].name == 'New hires from Excel', 'the outline is ' .. vim.inspect(outline))
  say('outline: %s with %d parts', outline[1].name, #outline[1].children)

  vim.api.nvim_win_set_cursor(0, { diagnostic.lnum + 1, diagnostic.col })
  apply('Mark it create-only', diagnostic)
  wait_for('the fix in the buffer', function()
    local now = vim.api.nvim_buf_get_lines(0, diagnostic.lnum, diagnostic.lnum + 1, true)[1]
    return now == (line:gsub('false', 'true'))
  end)
  wait_for('the finding to go', function()
    return #found(RULE) == 0
  end)
  say('after the fix: %s', vim.trim(vim.api.nvim_buf_get_lines(0, diagnostic.lnum, diagnostic.lnum + 1, true)[1]))

  client().stop()
  wait_for('the end of the server', function()
    return client() == nil
  end)
end

local ok, message = pcall(trial)
if not ok then
  say('failed: %s', tostring(message))
  vim.cmd('cquit 1')
end
vim.cmd('qall!')
