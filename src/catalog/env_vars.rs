//! Environment variables that a static text may name.

use crate::text::closest_match;

/// Where a variable gets its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EnvVarScope {
    /// The product replaces it itself.
    Product,
    /// Windows sets it for the whole machine.
    Machine,
    /// Windows sets it for each account: a job sees the one that it runs under.
    Account,
    /// The command prompt makes it up; no other program sees it.
    CommandPrompt,
}

/// One variable.
#[derive(Debug)]
pub struct EnvVar {
    /// Its name, between the percent signs; case does not matter.
    pub name: &'static str,
    /// Where it gets its value.
    pub scope: EnvVarScope,
    /// What it holds.
    pub description: &'static str,
    /// The page that says so.
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

/// Every variable that is known.
#[rustfmt::skip]
pub const ENV_VARS: &[EnvVar] = &[
    row("NOW", Product, "the time of the run", PRODUCT),

    row("COMPUTERNAME", Machine, "name of the machine", PRODUCT),
    row("SystemDrive", Machine, "drive of Windows, such as C:", PRODUCT),
    row("SystemRoot", Machine, "folder of Windows", RECOGNIZED),
    row("windir", Machine, "folder of Windows", RECOGNIZED),
    row("ALLUSERSPROFILE", Machine, "folder of what all users share", RECOGNIZED),
    row("ProgramData", Machine, "folder of what all users share", RECOGNIZED),
    row("PUBLIC", Machine, "folder of the public profile", RECOGNIZED),
    row("ProgramFiles", Machine, "folder of programs", RECOGNIZED),
    row("ProgramFiles(x86)", Machine, "folder of 32-bit programs", RECOGNIZED),
    row("ProgramW6432", Machine, "folder of 64-bit programs", RECOGNIZED),
    row("CommonProgramFiles", Machine, "folder of what programs share", RECOGNIZED),
    row("CommonProgramFiles(x86)", Machine, "folder of what 32-bit programs share", RECOGNIZED),
    row("CommonProgramW6432", Machine, "folder of what 64-bit programs share", RECOGNIZED),
    row("Path", Machine, "folders that programs are looked for in", RECOGNIZED),
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

/// Names that are no variables, and the variable that was meant. The first is the slip of
/// "Transformation Overview" itself; the others are words for the same thing.
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

/// The variable of a name, without regard to case.
#[must_use]
pub fn env_var(name: &str) -> Option<&'static EnvVar> {
    ENV_VARS.iter().find(|variable| variable.name.eq_ignore_ascii_case(name))
}

/// The variable that a name which holds nothing in a job was most likely meant to be.
///
/// In names of up to three letters, a wrong letter makes another word (`%OU%`, `%OS%`).
#[must_use]
pub fn closest_env_var(name: &str) -> Option<&'static EnvVar> {
    if let Some((_, meant)) = ALIASES.iter().find(|(written, _)| written.eq_ignore_ascii_case(name)) {
        return env_var(meant);
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
    fn names_are_known_in_any_case_and_once() {
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
        for (written, meant) in [
            ("Computer", "COMPUTERNAME"),
            ("COMPUTERNAM", "COMPUTERNAME"),
            ("SytemDrive", "SystemDrive"),
            ("date", "NOW"),
            ("ProgramFile", "ProgramFiles"),
        ] {
            assert_eq!(closest_env_var(written).map(|found| found.name), Some(meant), "{written}");
        }
        for written in ["OU", "NEW", "SITE", "DATA", "HR_SHARE", "FILESERVER", "ERRORLEVEL"] {
            assert!(closest_env_var(written).is_none(), "{written}");
        }
        for (_, meant) in ALIASES {
            assert!(env_var(meant).is_some(), "{meant}");
        }
    }
}
