-- Tests `joblint lsp` with Neovim's built-in client: opens a job, reads the diagnostics, requests a hover and the
-- outline, applies a quick fix and checks the buffer.
--
--   JOBLINT=target/debug/joblint JOB=job.json nvim --headless -u NONE -i NONE -n -S tests/editors/neovim.lua
--
-- Changes `JOB` only in the buffer, not on disk. Exits with 0, or with 1 and a message.

local RULE = 'key-not-create-only'
local TIMEOUT_MS = 20000

local function log(...)
  io.stdout:write(string.format(...), '\n')
end

local function wait_for(description, condition)
  if not vim.wait(TIMEOUT_MS, condition, 20) then
    error('timed out waiting for ' .. description, 0)
  end
end

--- Starts the server with the API of this version of Neovim and returns the name of the API.
local function start(program, job)
  local root = vim.fn.fnamemodify(job, ':p:h')
  local config = { name = 'joblint', cmd = { program, 'lsp' }, root_dir = root }
  if vim.lsp.config ~= nil then
    vim.lsp.config('joblint', { cmd = config.cmd, filetypes = { 'json', 'jsonc' }, root_dir = root })
    vim.lsp.enable('joblint')
    return 'vim.lsp.enable'
  end
  local api = vim.lsp.start ~= nil and 'vim.lsp.start' or 'vim.lsp.start_client'
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
  return api
end

local function client()
  local clients = (vim.lsp.get_clients or vim.lsp.get_active_clients)()
  return clients[1]
end

--- Sends a request for a position in the buffer and returns the result.
local function request(method, line, column, extra_params)
  local params = vim.tbl_extend('force', {
    textDocument = { uri = vim.uri_from_bufnr(0) },
    position = { line = line, character = column },
  }, extra_params or {})
  local responses = vim.lsp.buf_request_sync(0, method, params, TIMEOUT_MS) or {}
  for _, response in pairs(responses) do
    if response.err ~= nil then
      error(method .. ': ' .. vim.inspect(response.err), 0)
    end
    return response.result
  end
  error(method .. ': no response', 0)
end

local function diagnostics_of(rule)
  return vim.tbl_filter(function(diagnostic)
    return diagnostic.code == rule or (diagnostic.user_data or {}).lsp ~= nil and diagnostic.user_data.lsp.code == rule
  end, vim.diagnostic.get(0))
end

--- Applies the quick fix with a title at the cursor, with `vim.lsp.buf.code_action` if it accepts a filter.
local function apply(title, diagnostic)
  local function has_title(action)
    return action.title == title
  end
  if vim.fn.has('nvim-0.8') == 1 then
    vim.lsp.buf.code_action({ filter = has_title, apply = true })
    return
  end
  local range = {
    start = { line = diagnostic.lnum, character = diagnostic.col },
    ['end'] = { line = diagnostic.end_lnum, character = diagnostic.end_col },
  }
  local context = { diagnostics = { diagnostic.user_data.lsp }, only = { 'quickfix' } }
  context.diagnostics[1].range = context.diagnostics[1].range or range
  local actions = request('textDocument/codeAction', 0, 0, { range = range, context = context })
  local action = vim.tbl_filter(has_title, actions)[1]
  if action == nil then
    error('no code action ' .. title .. ' in ' .. vim.inspect(actions), 0)
  end
  if action.edit == nil then
    action = request('codeAction/resolve', 0, 0, action)
  end
  vim.lsp.util.apply_workspace_edit(action.edit, client().offset_encoding)
end

local function test()
  local program, job = vim.env.JOBLINT, vim.env.JOB
  vim.cmd('filetype on')
  local api = start(program, job)
  vim.cmd('edit ' .. vim.fn.fnameescape(job))
  wait_for('the server', function()
    return client() ~= nil
  end)
  wait_for('diagnostics', function()
    return #vim.diagnostic.get(0) > 0
  end)
  local version = vim.version()
  log('Neovim %d.%d.%d with %s, %s', version.major, version.minor, version.patch, api, client().offset_encoding)
  for _, diagnostic in ipairs(vim.diagnostic.get(0)) do
    log('%d:%d %s [%s]', diagnostic.lnum + 1, diagnostic.col + 1, diagnostic.message:match('[^\n]*'), diagnostic.code or '')
  end

  local diagnostic = diagnostics_of(RULE)[1]
  if diagnostic == nil then
    error('no finding of the rule ' .. RULE, 0)
  end
  local line = vim.api.nvim_buf_get_lines(0, diagnostic.lnum, diagnostic.lnum + 1, true)[1]
  assert(line:find('"forCreateOnly": false', 1, true), 'unexpected line: ' .. line)

  local type_line = vim.fn.search([["objectType": 1]], 'nw') - 1
  local type_column = vim.fn.getline(type_line + 1):find('objectType', 1, true)
  local hover = request('textDocument/hover', type_line, type_column)
  assert(hover ~= nil and #vim.inspect(hover.contents) > 0, 'no hover over objectType')
  log('hover: %s', (hover.contents.value or vim.inspect(hover.contents)):gsub('\n.*', ''))

  local outline = request('textDocument/documentSymbol', 0, 0)
  assert(#outline == 1 and outline[1].name == 'New hires from Excel', 'the outline is ' .. vim.inspect(outline))
  log('outline: %s with %d parts', outline[1].name, #outline[1].children)

  vim.api.nvim_win_set_cursor(0, { diagnostic.lnum + 1, diagnostic.col })
  apply('Mark it create-only', diagnostic)
  wait_for('the fix in the buffer', function()
    local current = vim.api.nvim_buf_get_lines(0, diagnostic.lnum, diagnostic.lnum + 1, true)[1]
    return current == (line:gsub('false', 'true'))
  end)
  wait_for('the finding to disappear', function()
    return #diagnostics_of(RULE) == 0
  end)
  log('after the fix: %s', vim.trim(vim.api.nvim_buf_get_lines(0, diagnostic.lnum, diagnostic.lnum + 1, true)[1]))

  client().stop()
  wait_for('the server to exit', function()
    return client() == nil
  end)
end

local ok, message = pcall(test)
if not ok then
  log('failed: %s', tostring(message))
  vim.cmd('cquit 1')
end
vim.cmd('qall!')
