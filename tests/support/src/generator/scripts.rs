//! Visual Basic scripts in the style of administrators.

use std::fmt::Write as _;

use super::random::Random;
use super::vocabulary;

/// The product's default global script.
const DEFAULT_GLOBAL_SCRIPT: &str = include_str!("../../../../src/catalog/default_global_script.vb");

/// Generates a script transform of about `length` bytes.
pub fn transform(fields: &[String], length: usize, random: &mut Random) -> String {
    let field = random.choose(fields);
    let other = random.choose(fields);
    let script = match length {
        0..500 => short_script(field, other, random),
        _ if random.chance(60.0) => lookup_table_script(field, length, random),
        _ => normalization_script(field, length, random),
    };
    format!("Script:text={script}")
}

fn short_script(field: &str, other: &str, random: &mut Random) -> String {
    match random.below(5) {
        0 => format!("DTM.Result = Trim(DTM.Source(\"{field}\"))"),
        1 => format!(
            "Dim value As String = Trim(DTM.Source(\"{field}\"))\nIf value = \"\" Then\n    DTM.Result = \
             DTM.Source(\"{other}\")\nElse\n    DTM.Result = UCase(value)\nEnd If"
        ),
        2 => format!(
            "If DTM.Source(\"{field}\") Is Nothing Then DTM.Result = \"{}\" Else DTM.Result = \
             DTM.Source(\"{field}\")",
            random.choose(vocabulary::DEPARTMENTS)
        ),
        3 => format!(
            "Dim left As String = LCase(DTM.Source(\"{field}\"))\nDim right As String = \
             LCase(DTM.Source(\"{other}\"))\n\n' umlauts would be refused by the mail system\nright = \
             right.Replace(\"ä\", \"ae\").Replace(\"ö\", \"oe\").Replace(\"ß\", \"ss\")\nDTM.Result = left & \
             \".\" & right"
        ),
        _ => format!(
            "Dim builder As New System.Text.StringBuilder()\nbuilder.Append(DTM.Source(\"{field}\"))\nbuilder\
             .Append(\" / \").Append(DTM.ExpandVariables(\"%NOW%\"))\nDTM.Result = builder.ToString()"
        ),
    }
}

/// Generates a `Select Case` over codes of sites and departments.
fn lookup_table_script(field: &str, length: usize, random: &mut Random) -> String {
    let mut script = format!(
        "' agreed with the sites; see the list on the intranet\nDim code As String = UCase(Trim(DTM.Source(\"{field}\")))\nSelect Case code\n"
    );
    let mut number = random.below(400);
    while script.len() < length {
        number += random.between(1, 9);
        let site = random.choose(vocabulary::SITES);
        let _ = match random.below(3) {
            0 => writeln!(script, "    Case \"S{number:04}\"\n        DTM.Result = \"{site} {number}\""),
            1 => writeln!(
                script,
                "    Case \"S{number:04}\", \"X{number:04}\"\n        DTM.Result = \"{site}\"\n        ' moved in {}",
                random.between(2015, 2025)
            ),
            _ => writeln!(
                script,
                "    Case \"D{number:04}\"\n        DTM.Result = \"{}, {site}\"",
                random.choose(vocabulary::DEPARTMENTS)
            ),
        };
    }
    script.push_str("    Case Else\n        DTM.Result = code\nEnd Select");
    script
}

/// Generates a sequence of replacements that normalise a value.
fn normalization_script(field: &str, length: usize, random: &mut Random) -> String {
    let mut script = format!(
        "Dim text As String = DTM.Source(\"{field}\")\nDim counter As Integer = 0\nIf text Is Nothing Then\n    \
         text = \"\"\nEnd If\n"
    );
    let mut step = 0;
    while script.len() < length {
        step += 1;
        let _ = match random.below(4) {
            0 => {
                writeln!(
                    script,
                    "text = text.Replace(\"{}\", \"{}\")",
                    random.choose(vocabulary::SITES),
                    step
                )
            }
            1 => writeln!(
                script,
                "If text.StartsWith(\"{}\") Then\n    text = Mid(text, {})\n    counter = counter + 1\nEnd If",
                random.choose(vocabulary::DEPARTMENTS),
                random.between(2, 9)
            ),
            2 => writeln!(
                script,
                "For Each part{step} As String In Split(text, \";\")\n    If Len(part{step}) > {} Then\n        text \
                 = Trim(part{step})\n    End If\nNext",
                random.between(3, 40)
            ),
            _ => writeln!(script, "' step {step}: asked for by {}", random.choose(vocabulary::DEPARTMENTS)),
        };
    }
    script.push_str(
        "If counter > 3 Then\n    DTM.Result = Left(text, 60)\nElse\n    DTM.Result = text\nEnd If",
    );
    script
}

/// Generates a function for the global script.
pub fn function(number: usize, length: usize, random: &mut Random) -> String {
    let mut function = format!(
        "    Function Lookup{number:04}(ByVal code As String) As String\n        Dim found As String = \"\"\n        \
         Select Case UCase(code)\n"
    );
    let mut case = 0;
    while function.len() + 180 < length {
        case += random.between(1, 5);
        let _ = writeln!(
            function,
            "            Case \"{:03}-{case}\"\n                found = \"{}, {}\"",
            number,
            random.choose(vocabulary::SITES),
            random.choose(vocabulary::DEPARTMENTS)
        );
    }
    function.push_str(
        "            Case Else\n                found = code\n        End Select\n        Return found\n    End \
         Function\n\n",
    );
    function
}

/// Inserts functions into the default global script.
pub fn global(functions: &[String]) -> String {
    let script = DEFAULT_GLOBAL_SCRIPT.replace("\r\n", "\n");
    let end = script.rfind("#End Region").unwrap_or(script.len());
    format!("{}{}{}", &script[..end], functions.concat(), &script[end..]).replace('\n', "\r\n")
}
