-- Configuration for the screenshot: Neovim 0.11 with the set-up from docs/editors.md and readable colours.
vim.o.termguicolors = true
vim.o.number = true
vim.o.signcolumn = 'yes'
vim.o.wrap = false
vim.o.ruler = false
vim.o.showcmd = false
vim.o.laststatus = 0
vim.o.swapfile = false
vim.cmd('filetype plugin on | syntax on | colorscheme habamax')
local function highlight(group, style)
  vim.api.nvim_set_hl(0, group, style)
end
highlight('NormalFloat', { bg = '#262626' })
highlight('FloatBorder', { fg = '#767676', bg = '#262626' })
highlight('LspReferenceTarget', {})
-- The colour scheme uses one colour for most semantic tokens of the embedded languages.
highlight('@lsp.type.function', { fg = '#d7af5f' })
highlight('@lsp.type.parameter', { fg = '#9e9e9e' })
highlight('@lsp.type.property', { fg = '#87d7d7' })
highlight('@lsp.type.operator', { fg = '#767676' })
highlight('DiagnosticVirtualTextError', { fg = '#ff5f5f' })
highlight('DiagnosticSignError', { fg = '#ff5f5f' })
vim.diagnostic.config({
  virtual_text = { prefix = '■', format = function(diagnostic) return diagnostic.message:match('[^\n]*') end },
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
