//! Environment variables in static text.

use crate::text::closest_match;

/// Source of a variable's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EnvVarScope {
    /// Expanded by the product itself.
    Product,
    /// Set by Windows for the whole machine.
    Machine,
    /// Set by Windows for each account; a job has those of the account that it runs under.
    Account,
    /// Simulated by the command prompt; not visible to other programs.
    CommandPrompt,
}

/// An environment variable.
#[derive(Debug)]
pub struct EnvVar {
    /// Name between the percent signs; case is ignored.
    pub name: &'static str,
    /// Source of the value.
    pub scope: EnvVarScope,
    /// Meaning of the value.
    pub description: &'static str,
    /// Page that documents the variable.
    pub doc_page: &'static str,
}

const PRODUCT: &str = "Transformation Overview";
const RECOGNIZED: &str = "Recognized environment variables (learn.microsoft.com)";
const WINDOWS: &str = "about_Environment_Variables (learn.microsoft.com)";
const PROMPT: &str = "set (Windows Commands, learn.microsoft.com)";

const fn row(
    name: &'static str,
    scope: EnvVarScope,
    description: &'static str,
    doc_page: &'static str,
) -> EnvVar {
    EnvVar { name, scope, description, doc_page }
}

use EnvVarScope::{Account, CommandPrompt, Machine, Product};

/// All known variables.
#[rustfmt::skip]
pub(crate) const ENV_VARS: &[EnvVar] = &[
    row("NOW", Product, "the time of the run", PRODUCT),

    row("COMPUTERNAME", Machine, "name of the machine", PRODUCT),
    row("SystemDrive", Machine, "drive of Windows, such as C:", PRODUCT),
    row("SystemRoot", Machine, "folder of Windows", RECOGNIZED),
    row("windir", Machine, "folder of Windows", RECOGNIZED),
    row("ALLUSERSPROFILE", Machine, "folder shared by all users", RECOGNIZED),
    row("ProgramData", Machine, "folder shared by all users", RECOGNIZED),
    row("PUBLIC", Machine, "folder of the public profile", RECOGNIZED),
    row("ProgramFiles", Machine, "folder of programs", RECOGNIZED),
    row("ProgramFiles(x86)", Machine, "folder of 32-bit programs", RECOGNIZED),
    row("ProgramW6432", Machine, "folder of 64-bit programs", RECOGNIZED),
    row("CommonProgramFiles", Machine, "folder shared by programs", RECOGNIZED),
    row("CommonProgramFiles(x86)", Machine, "folder shared by 32-bit programs", RECOGNIZED),
    row("CommonProgramW6432", Machine, "folder shared by 64-bit programs", RECOGNIZED),
    row("Path", Machine, "folders that are searched for programs", RECOGNIZED),
    row("PATHEXT", Machine, "file extensions of programs", WINDOWS),
    row("PSModulePath", Machine, "folders of PowerShell modules", WINDOWS),
    row("ComSpec", Machine, "the command prompt's program", RECOGNIZED),
    row("DriverData", Machine, "folder of drivers' data", WINDOWS),
    row("OS", Machine, "Windows_NT", RECOGNIZED),
    row("NUMBER_OF_PROCESSORS", Machine, "count of processors", RECOGNIZED),
    row("PROCESSOR_ARCHITECTURE", Machine, "kind of processor", RECOGNIZED),
    row("PROCESSOR_ARCHITEW6432", Machine, "kind of processor, seen by 32-bit programs", WINDOWS),
    row("PROCESSOR_IDENTIFIER", Machine, "description of the processor", RECOGNIZED),
    row("PROCESSOR_LEVEL", Machine, "model of the processor", RECOGNIZED),
    row("PROCESSOR_REVISION", Machine, "revision of the processor", RECOGNIZED),

    row("USERNAME", Account, "name of the account", RECOGNIZED),
    row("USERDOMAIN", Account, "domain of the account", RECOGNIZED),
    row("USERDOMAIN_ROAMINGPROFILE", Account, "domain of the account's roaming profile", RECOGNIZED),
    row("USERDNSDOMAIN", Account, "DNS name of the account's domain", RECOGNIZED),
    row("USERPROFILE", Account, "folder of the account's profile", RECOGNIZED),
    row("APPDATA", Account, "folder of the account's settings", RECOGNIZED),
    row("LOCALAPPDATA", Account, "folder of the account's settings on this machine", RECOGNIZED),
    row("HOMEDRIVE", Account, "drive of the account's home folder", RECOGNIZED),
    row("HOMEPATH", Account, "path of the account's home folder", RECOGNIZED),
    row("HOMESHARE", Account, "share of the account's home folder", RECOGNIZED),
    row("LOGONSERVER", Account, "server that the account logged on to", RECOGNIZED),
    row("SESSIONNAME", Account, "name of the account's session", WINDOWS),
    row("CLIENTNAME", Account, "machine that the account's session comes from", WINDOWS),
    row("TEMP", Account, "folder of the account's temporary files", RECOGNIZED),
    row("TMP", Account, "folder of the account's temporary files", RECOGNIZED),

    row("DATE", CommandPrompt, "the date", PROMPT),
    row("TIME", CommandPrompt, "the time", PROMPT),
    row("CD", CommandPrompt, "the current folder", PROMPT),
    row("RANDOM", CommandPrompt, "a random number", PROMPT),
    row("ERRORLEVEL", CommandPrompt, "exit code of the last program", PROMPT),
    row("CMDCMDLINE", CommandPrompt, "the command prompt's own command line", PROMPT),
    row("CMDEXTVERSION", CommandPrompt, "version of the command prompt", PROMPT),
];

/// Names that are not variables, and the intended variable. The first is a typo of "Transformation
/// Overview" itself; the others are synonyms.
const ALIASES: &[(&str, &str)] = &[
    ("COMPUTER", "COMPUTERNAME"),
    ("COMPUTER_NAME", "COMPUTERNAME"),
    ("HOSTNAME", "COMPUTERNAME"),
    ("MACHINENAME", "COMPUTERNAME"),
    ("SERVERNAME", "COMPUTERNAME"),
    ("DATE", "NOW"),
    ("TIME", "NOW"),
    ("DATETIME", "NOW"),
    ("TIMESTAMP", "NOW"),
    ("TODAY", "NOW"),
    ("SYSTEMDIR", "SystemRoot"),
    ("WINDOWS", "windir"),
    ("USER_NAME", "USERNAME"),
];

/// Variable with this name, ignoring case.
#[must_use]
pub(crate) fn env_var(name: &str) -> Option<&'static EnvVar> {
    ENV_VARS.iter().find(|variable| variable.name.eq_ignore_ascii_case(name))
}

/// Closest variable to a name that has no value in a job.
///
/// Names of up to three letters are ignored, since an edit often makes another word (`%OU%`, `%OS%`).
#[must_use]
pub(crate) fn closest_env_var(name: &str) -> Option<&'static EnvVar> {
    if let Some((_, variable)) = ALIASES.iter().find(|(written, _)| written.eq_ignore_ascii_case(name)) {
        return env_var(variable);
    }
    let names = ENV_VARS
        .iter()
        .filter(|variable| variable.scope != CommandPrompt && variable.name.len() > 3)
        .map(|variable| variable.name);
    (name.len() > 3).then(|| closest_match(name, names)).flatten().and_then(env_var)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_case_insensitive() {
        assert_eq!(env_var("computername").map(|found| found.scope), Some(Machine));
        assert_eq!(env_var("Now").map(|found| found.scope), Some(Product));
        assert_eq!(env_var("temp").map(|found| found.scope), Some(Account));
        assert!(env_var("COMPUTER").is_none());
        let mut names: Vec<String> = ENV_VARS.iter().map(|variable| variable.name.to_lowercase()).collect();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), ENV_VARS.len());
    }

    #[test]
    fn suggests_only_similar_variables() {
        for (written, expected) in [
            ("Computer", "COMPUTERNAME"),
            ("COMPUTERNAM", "COMPUTERNAME"),
            ("SytemDrive", "SystemDrive"),
            ("date", "NOW"),
            ("ProgramFile", "ProgramFiles"),
        ] {
            assert_eq!(closest_env_var(written).map(|found| found.name), Some(expected), "{written}");
        }
        for written in ["OU", "NEW", "SITE", "DATA", "HR_SHARE", "FILESERVER", "ERRORLEVEL"] {
            assert!(closest_env_var(written).is_none(), "{written}");
        }
        for (_, variable) in ALIASES {
            assert!(env_var(variable).is_some(), "{variable}");
        }
    }
}
