//! `container-mismatch`

use crate::catalog::SideSetting;
use crate::job::Side;
use crate::json::NodeId;
use crate::language::distinguished_name;
use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "container-mismatch",
    group: Group::Provider,
    severity: Severity::Warning,
    superseded_by: &["provider-mismatch", "duplicate-setting"],
    summary: "`Container` and `ContainerDetails` specify different containers",
    page: rule_page!("container-mismatch"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    for side in job.sides() {
        check_side(job, &side, ctx);
    }
}

fn check_side<'d>(job: &Job<'d>, side: &Side<'_, 'd>, ctx: &mut RuleContext) {
    let (Some(container), Some(details)) =
        (side.setting(SideSetting::CONTAINER), side.setting(SideSetting::CONTAINER_DETAILS))
    else {
        return;
    };
    let (Some(container_value), Some(value)) = (container.setting_value, details.setting_value) else {
        return;
    };
    let Some(name) = side.text(SideSetting::CONTAINER).filter(|name| !job.has_placeholder(name)) else {
        return;
    };
    // Container settings of a table are left over from another provider and ignored.
    if side.is_table() {
        return;
    }
    let Some(nested) = job.settings.embedded_json(details).filter(|nested| nested.is_well_formed()) else {
        return;
    };
    let inner = nested.document();
    let Some(id) = inner.get(NodeId::ROOT, "DistinguishedName") else { return };
    let Some(details_name) = inner.string(id) else { return };
    if details_name.trim().is_empty()
        || job.has_placeholder(&details_name)
        || is_same_container(&name, &details_name)
    {
        return;
    }
    let Some(decoded) = nested.decoded() else { return };
    let prefix = side.name.prefix();
    let shown = ctx.quote(container_value);
    let mut diagnostic = ctx
        .report(Location::in_decoded_string(value, &decoded, inner.content_span(id).range()))
        .subject(side)
        .message(format!(
            "`{prefix}.Container` is {shown}, but `{prefix}.ContainerDetails` specifies a different container"
        ))
        .label("different container")
        .help(
            "select the container in the portal again, or write the same distinguished name in both settings: \
             the portal shows the container from `ContainerDetails`, the job uses `Container`",
        )
        .related(container_value, "container that the job uses");
    for key in container.key.into_iter().chain(details.key) {
        diagnostic = diagnostic.subject(key);
    }
}

fn is_same_container(first: &str, second: &str) -> bool {
    if first.trim().eq_ignore_ascii_case(second.trim()) {
        return true;
    }
    match (distinguished_name::parse(first), distinguished_name::parse(second)) {
        (Ok(first), Ok(second)) => first == second,
        // `invalid-distinguished-name` reports malformed names.
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Tester;

    fn job(container: &str, details: &str, provider: &str) -> String {
        format!(
            r#"{{"settings": [{{"key": "Source.Container", "value": "{container}"}}, {{"key": "Source.ContainerDetails", "value": "{details}"}}, {{"key": "Source.ProviderName", "value": "{provider}"}}]}}"#
        )
    }

    fn details(name: &str) -> String {
        format!(r#"{{\r\n  \"id\": \"x\",\r\n  \"DistinguishedName\": \"{name}\"\r\n}}"#)
    }

    #[test]
    fn table() {
        let staff = "OU=Staff,DC=example,DC=com";
        Tester::new(&RULE)
            .passes(&[
                &job(staff, &details(staff), "Active Directory"),
                &job("ou=staff, dc=example, dc=com", &details(staff), "Active Directory"),
                &job(r"OU=A\\, B,DC=example", &details(r"OU=A\\\\2C B,DC=example"), "Active Directory"),
                &job("${OU}", &details(staff), "Active Directory"),
                &job(staff, &details("{{ ou }}"), "Active Directory"),
                &job(staff, "", "Active Directory"),
                &job("", &details(staff), "Active Directory"),
                &job(staff, &details(""), "Active Directory"),
                &job(staff, r#"{\"name\": \"Staff\"}"#, "Active Directory"),
                &job(staff, "7", "Active Directory"),
                // Other rules report malformed JSON and malformed names.
                &job(staff, r#"{\"DistinguishedName\": \"OU=Guests,DC=example,DC=com\""#, "Active Directory"),
                &job("example.com/Staff", &details(staff), "Active Directory"),
                // Left over from a directory source.
                &job(staff, &details("OU=Guests,DC=example,DC=com"), "Oracle"),
                r#"{"settings": [{"key": "Source.Container", "value": "OU=a"}, {"key": "Source.ContainerDetails", "value": null}]}"#,
            ])
            .fails(&[
                (&job(staff, &details("OU=Guests,DC=example,DC=com"), "Active Directory"), "/settings/1/value", "OU=Guests,DC=example,DC=com"),
                (&job(staff, &details(r"OU=A\\\\, B,DC=example"), "SCIM"), "/settings/1/value", r"OU=A\\\\, B,DC=example"),
            ])
            .check_doc_examples();
    }
}
