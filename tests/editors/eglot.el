;;; eglot.el --- Tests `joblint lsp' with eglot  -*- lexical-binding: t -*-

;; Opens a job, reads the diagnostics from Flymake, applies a quick fix and checks the buffer.
;;
;;   JOBLINT=target/debug/joblint JOB=job.json emacs -Q --batch -l tests/editors/eglot.el
;;
;; Needs Emacs 29 or newer, or the package eglot.  Exits with 0, or with 1 and a message.

;;; Code:

(require 'package)
;; Debian installs packages here; `-Q' does not search this directory.
(add-to-list 'package-directory-list "/usr/share/emacs/site-lisp/elpa")
(package-initialize)
(require 'eglot)
(require 'flymake)
(require 'seq)

(defconst test-timeout 20 "Seconds to wait for each condition.")

(defun test-wait (description condition)
  "Wait until CONDITION returns non-nil.  DESCRIPTION is for the error message."
  (let ((end (+ (float-time) test-timeout)))
    (while (not (funcall condition))
      (when (> (float-time) end)
        (error "Timed out waiting for %s" description))
      (accept-process-output nil 0.05))))

(define-derived-mode test-json-mode prog-mode "JSON" "JSON mode for versions of Emacs without one.")

(defun test-joblint ()
  "Open the job and fix one finding."
  (let* ((mode (if (fboundp 'js-json-mode) 'js-json-mode 'test-json-mode))
         (buffer (find-file-noselect (getenv "JOB"))))
    (add-to-list 'eglot-server-programs (list mode (getenv "JOBLINT") "lsp"))
    (with-current-buffer buffer
      (setq-local project-find-functions
                  (list (lambda (directory) (cons 'transient directory))))
      (funcall mode)
      (setq eglot-sync-connect 10)
      (apply #'eglot (eglot--guess-contact))
      ;; Flymake is started by idle timers, which do not run in batch mode.
      (test-wait "diagnostics" (lambda () (flymake-start) (flymake-diagnostics)))
      (message "Emacs %s, eglot" emacs-version)
      (dolist (found (flymake-diagnostics))
        (message "%d: %s" (line-number-at-pos (flymake-diagnostic-beg found))
                 (car (split-string (flymake-diagnostic-text found) "\n"))))
      (let ((found (seq-find (lambda (found)
                               (string-match-p "is not create-only" (flymake-diagnostic-text found)))
                             (flymake-diagnostics))))
        (unless found (error "No finding for the key field"))
        (goto-char (flymake-diagnostic-beg found))
        (let* ((actions (eglot-code-actions (flymake-diagnostic-beg found) (flymake-diagnostic-end found)))
               (fix (seq-find (lambda (action) (equal (plist-get action :title) "Mark it create-only")) actions)))
          (unless fix (error "No quick fix in %S" (seq-map (lambda (action) (plist-get action :title)) actions)))
          (test-apply fix))
        (test-wait "the fix"
                    (lambda ()
                      (save-excursion
                        (beginning-of-line)
                        (looking-at-p " *\"forCreateOnly\": true,"))))
        (message "after the fix: %s" (string-trim (thing-at-point 'line t))))
      (set-buffer-modified-p nil)
      (eglot-shutdown (eglot-current-server)))))

(defun test-apply (fix)
  "Apply the code action FIX as eglot applies a chosen action."
  (let ((edit (or (plist-get fix :edit)
                  (plist-get (jsonrpc-request (eglot-current-server) :codeAction/resolve fix) :edit))))
    (eglot--apply-workspace-edit edit)))

(condition-case problem
    (test-joblint)
  (error (message "failed: %s" (error-message-string problem))
         (kill-emacs 1)))

;;; eglot.el ends here
