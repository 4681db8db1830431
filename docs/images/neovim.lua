-- The editor as it is in the picture: Neovim 0.11 as it comes, with the set-up of docs/editors.md.
vim.o.termguicolors = true
vim.o.number = true
vim.o.signcolumn = 'yes'
vim.o.wrap = false
vim.o.ruler = false
vim.o.showcmd = false
vim.o.laststatus = 0
vim.o.swapfile = false
vim.cmd('filetype plugin on | syntax on | colorscheme habamax')
local function paint(group, look)
  vim.api.nvim_set_hl(0, group, look)
end
paint('NormalFloat', { bg = '#262626' })
paint('FloatBorder', { fg = '#767676', bg = '#262626' })
paint('LspReferenceTarget', {})
-- This scheme has one colour for most of what languages inside of strings are made of.
paint('@lsp.type.function', { fg = '#d7af5f' })
paint('@lsp.type.parameter', { fg = '#9e9e9e' })
paint('@lsp.type.property', { fg = '#87d7d7' })
paint('@lsp.type.operator', { fg = '#767676' })
paint('DiagnosticVirtualTextError', { fg = '#ff5f5f' })
paint('DiagnosticSignError', { fg = '#ff5f5f' })
vim.diagnostic.config({
  virtual_text = { prefix = '■', format = function(found) return found.message:match('[^\n]*') end },
  severity_sort = true,
})
vim.lsp.config('joblint', {
  cmd = { vim.env.JOBLINT, 'lsp' },
  filetypes = { 'json' },
  root_markers = { 'joblint.toml', '.git' },
})
vim.lsp.enable('joblint')
vim.api.nvim_create_autocmd('LspAttach', {
  callback = function(event)
    vim.lsp.inlay_hint.enable(true)
    local hover = function() vim.lsp.buf.hover({ border = 'rounded', max_width = 84, anchor_bias = 'above' }) end
    vim.keymap.set('n', 'K', hover, { buffer = event.buf })
  end,
})
