;;; eglot.el --- Drives Emacs' eglot against `joblint lsp'  -*- lexical-binding: t -*-

;; Opens a job, reads the diagnostics from Flymake, applies a quick fix and checks the buffer.
;;
;;   JOBLINT=target/debug/joblint JOB=job.json emacs -Q --batch -l tests/editors/eglot.el
;;
;; Needs Emacs 29 or newer, or the package eglot.  Ends with 0, or with 1 and a message.

;;; Code:

(require 'package)
;; Where Debian puts packages; `-Q' does not look there.
(add-to-list 'package-directory-list "/usr/share/emacs/site-lisp/elpa")
(package-initialize)
(require 'eglot)
(require 'flymake)
(require 'seq)

(defconst trial-patience 20 "Seconds to wait for anything.")

(defun trial-wait (what condition)
  "Wait for WHAT, which is there when CONDITION returns non-nil."
  (let ((end (+ (float-time) trial-patience)))
    (while (not (funcall condition))
      (when (> (float-time) end)
        (error "Waited in vain for %s" what))
      (accept-process-output nil 0.05))))

(define-derived-mode trial-json-mode prog-mode "JSON" "JSON, for versions of Emacs without a mode for it.")

(defun trial ()
  "Open the job, and mend one finding."
  (let* ((mode (if (fboundp 'js-json-mode) 'js-json-mode 'trial-json-mode))
         (buffer (find-file-noselect (getenv "JOB"))))
    (add-to-list 'eglot-server-programs (list mode (getenv "JOBLINT") "lsp"))
    (with-current-buffer buffer
      (setq-local project-find-functions
                  (list (lambda (directory) (cons 'transient directory))))
      (funcall mode)
      (setq eglot-sync-connect 10)
      (apply #'eglot (eglot--guess-contact))
      ;; Flymake starts from idle timers, which do not run in batch mode.
      (trial-wait "diagnostics" (lambda () (flymake-start) (flymake-diagnostics)))
      (message "Emacs %s, eglot" emacs-version)
      (dolist (found (flymake-diagnostics))
        (message "%d: %s" (line-number-at-pos (flymake-diagnostic-beg found))
                 (car (split-string (flymake-diagnostic-text found) "\n"))))
      (let ((found (seq-find (lambda (found)
                               (string-match-p "is not create-only" (flymake-diagnostic-text found)))
                             (flymake-diagnostics))))
        (unless found (error "No finding of the key"))
        (goto-char (flymake-diagnostic-beg found))
        (let* ((actions (eglot-code-actions (flymake-diagnostic-beg found) (flymake-diagnostic-end found)))
               (fix (seq-find (lambda (action) (equal (plist-get action :title) "Mark it create-only")) actions)))
          (unless fix (error "No quick fix in %S" (seq-map (lambda (action) (plist-get action :title)) actions)))
          (trial-apply fix))
        (trial-wait "the fix"
                    (lambda ()
                      (save-excursion
                        (beginning-of-line)
                        (looking-at-p " *\"forCreateOnly\": true,"))))
        (message "after the fix: %s" (string-trim (thing-at-point 'line t))))
      (set-buffer-modified-p nil)
      (eglot-shutdown (eglot-current-server)))))

(defun trial-apply (fix)
  "Apply the code action FIX, as eglot does for the one that is chosen."
  (let ((edit (or (plist-get fix :edit)
                  (plist-get (jsonrpc-request (eglot-current-server) :codeAction/resolve fix) :edit))))
    (eglot--apply-workspace-edit edit)))

(condition-case problem
    (trial)
  (error (message "failed: %s" (error-message-string problem))
         (kill-emacs 1)))

;;; eglot.el ends here
