//! Rows of the field map.

use super::json::{Json, object};
use super::queries::Class;
use super::random::Random;
use super::scripts;
use super::systems::ConnectedSystem;
use super::words::{self, EXTRAS, FIRST, FULL, Field, LAST, LOGIN, MAIL, NUMBER, PURPOSE};

/// What kind of object a part of a job makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ObjectKind {
    User,
    Mailbox,
    Contact,
    MailContact,
    Group,
    Person,
    /// A row of a table, from a directory.
    UserRecord,
    /// A row of a table, from a table.
    Record,
    /// A type that only this company has.
    Custom(i64),
}

impl ObjectKind {
    /// What a destination can hold, the most usual first.
    pub fn candidates(destination: &ConnectedSystem, source: &ConnectedSystem) -> &'static [Self] {
        match destination.provider.name {
            "Active Directory" => &[Self::User, Self::Group, Self::Mailbox, Self::Contact, Self::MailContact],
            "Microsoft Entra ID" => &[Self::User, Self::Group, Self::Mailbox],
            "Google Workspace" => &[Self::User],
            "Generic LDAP" => &[Self::Person],
            _ if source.is_directory() => &[Self::UserRecord],
            _ => &[Self::Record],
        }
    }

    pub fn number(self) -> i64 {
        match self {
            Self::User | Self::UserRecord => 1,
            Self::Mailbox => 3,
            Self::Group => 4,
            Self::MailContact => 5,
            Self::Contact => 6,
            Self::Person => 9,
            Self::Record => 0,
            Self::Custom(number) => number,
        }
    }

    pub fn name(self) -> String {
        match self {
            Self::User | Self::UserRecord => "User".to_owned(),
            Self::Mailbox => "Mailbox-enabled User".to_owned(),
            Self::Group => "Group".to_owned(),
            Self::MailContact => "Mail-enabled Contact".to_owned(),
            Self::Contact => "Contact".to_owned(),
            Self::Person => "inetOrgPerson".to_owned(),
            Self::Record => "Object".to_owned(),
            Self::Custom(number) => format!("Company object {number}"),
        }
    }

    /// The class of its objects in a directory: those that are read, or those that are written.
    pub fn class(self, is_source: bool) -> Class {
        match self {
            Self::Group => Class::Group,
            Self::Contact | Self::MailContact if !is_source => Class::Contact,
            Self::Custom(_) => Class::Other,
            _ => Class::User,
        }
    }
}

/// One row.
#[derive(Debug, Clone)]
pub struct Row {
    source: String,
    destination: String,
    transform: String,
    is_key: bool,
    create_only: bool,
    delimiter: &'static str,
    options: Option<String>,
}

/// The rows of one object type, as they grow.
#[derive(Debug)]
pub struct Rows {
    pub kind: ObjectKind,
    pub rows: Vec<Row>,
    /// The source fields that are read.
    pub fields: Vec<String>,
    extra_count: usize,
}

/// The source's and the destination's name of a field.
impl Rows {
    /// The rows without which there are no such objects.
    pub fn new(
        kind: ObjectKind,
        source: &ConnectedSystem,
        destination: &ConnectedSystem,
        random: &mut Random,
    ) -> Self {
        let mut rows = Self { kind, rows: Vec::new(), fields: Vec::new(), extra_count: 0 };
        let provider = destination.provider.name;
        let mut add = RowBuilder { rows: &mut rows, source, random };
        match (provider, kind) {
            ("Active Directory", ObjectKind::User) => add.account(),
            ("Active Directory", ObjectKind::Mailbox) => {
                add.account();
                let login = add.source_field(&LOGIN);
                add.transform("mailNickname", format!("Left:field={login};length=20")).create_only();
                add.transform("homeMDB", "Static:value=CN=DB02,CN=Databases,DC=corp,DC=example,DC=com")
                    .create_only();
            }
            ("Active Directory", ObjectKind::Contact | ObjectKind::MailContact) => {
                add.copy(&MAIL, "mail").key();
                add.copy(&FULL, "cn").create_only();
                add.copy(&FULL, "displayName");
                add.copy(&FIRST, "givenName");
                add.copy(&LAST, "sn");
                if kind == ObjectKind::MailContact {
                    let mail = add.source_field(&MAIL);
                    let script =
                        format!("Script:text=DTM.Result = Split(DTM.Source(\"{mail}\") & \"@\", \"@\")(0)");
                    add.transform("mailNickname", script).create_only();
                    add.copy(&MAIL, "targetAddress");
                }
            }
            ("Active Directory", ObjectKind::Group) => {
                add.copy(&LOGIN, "sAMAccountName").key();
                add.copy(&FULL, "cn").create_only();
                add.copy(&FULL, "displayName");
                add.transform("groupType", "Static:value=-2147483646").create_only();
                add.copy(&PURPOSE, "description");
                let members = add.source.column_name(&["Members"]);
                let members = if source.is_directory() { "member".to_owned() } else { members };
                add.copy_named(members, "member").delimiter(if source.is_directory() { "" } else { ";" });
            }
            ("Microsoft Entra ID", ObjectKind::Group) => {
                add.copy(&FULL, "displayName").key();
                add.copy(&PURPOSE, "description");
                add.transform("groupType", "Static:value=8").create_only();
                add.copy(&LOGIN, "mailNickname").create_only();
            }
            ("Microsoft Entra ID", _) => {
                let login = add.source_field(&LOGIN);
                let script = format!(
                    "Script:text=DTM.Result = LCase(DTM.Source(\"{login}\")) & \"@{}\"",
                    destination.domain.1
                );
                add.transform("userPrincipalName", script).key();
                add.copy(&FULL, "displayName");
                add.copy(&FIRST, "givenName");
                add.copy(&LAST, "surname");
                add.transform("accountEnabled", "Static:value=True").create_only();
                add.transform("directoryRole", "Static:value=Directory Readers").create_only();
                if kind == ObjectKind::Mailbox {
                    add.copy(&LOGIN, "mailNickname").create_only();
                    add.transform("usageLocation", "Static:value=AT");
                    add.transform("licenseAssignment", "Static:value=ENTERPRISEPACK");
                }
                add.password("password");
            }
            ("Google Workspace", _) => {
                add.copy(&FIRST, "First Name");
                add.copy(&LAST, "familyName");
                add.copy(&MAIL, "Email").key();
                add.transform("LicenseAssignment", "Static:value=Google Workspace Business Starter")
                    .create_only();
                add.transform("AppName", "Static:value=G Suite").create_only();
                add.copy(&LOGIN, "Sam Account Name").create_only();
                add.copy(&FULL, "CN").create_only();
                add.copy(&FULL, "Display Name");
                add.password("Password");
            }
            ("Generic LDAP", _) => {
                add.copy(&LOGIN, "uid").key();
                for field in [FULL, LAST, FIRST, MAIL] {
                    add.copy(&field, field.ldap);
                }
            }
            (_, ObjectKind::Custom(_)) => {
                add.copy(&NUMBER, &destination.column_name(&["Key"])).key();
                add.copy(&FULL, "cn").create_only();
            }
            _ => {
                add.copy(&NUMBER, &destination.field_name(&NUMBER)).key();
                for field in [FULL, FIRST, LAST, MAIL] {
                    add.copy(&field, &destination.field_name(&field));
                }
            }
        }
        rows
    }

    /// One more row, with a script of about a length or without one.
    pub fn add_extra_row(
        &mut self,
        source: &ConnectedSystem,
        destination: &ConnectedSystem,
        script: Option<usize>,
        random: &mut Random,
    ) {
        let number = self.extra_count;
        self.extra_count += 1;
        let field = EXTRAS.get(number);
        let target = match field {
            Some(field) if self.kind != ObjectKind::Group => destination.field_name(field),
            _ if destination.is_directory() => format!("exampleCorpValue{number:05}"),
            _ => destination.column_name(&["Extra", &format!("{number:05}")]),
        };
        let is_known = |name: &str| self.rows.iter().any(|row| row.destination.eq_ignore_ascii_case(name));
        let target = if is_known(&target) { format!("exampleCorpField{number:05}") } else { target };
        let from = match field {
            Some(field) => source.field_name(field),
            None if source.is_directory() => source.field_name(random.choose(EXTRAS)),
            None => source.column_name(&["Column", &format!("{number:05}")]),
        };
        let mut add = RowBuilder { rows: self, source, random };
        if let Some(length) = script {
            add.read_field(from);
            let fields = add.rows.fields.clone();
            let script = scripts::transform(&fields, length, add.random);
            add.transform(&target, script);
            return;
        }
        match add.random.below(10) {
            0 => {
                let text =
                    format!("{}, {}", add.random.choose(words::DEPARTMENTS), add.random.choose(words::SITES));
                add.transform(&target, format!("Static:value={text}"));
            }
            1 => {
                add.read_field(from.clone());
                let other = add.source_field(&FULL);
                add.transform(&target, format!("Join:field={from};separator= - ;field={other}"));
            }
            2 => {
                add.read_field(from.clone());
                add.transform(&target, format!("Left:field={from};length={}", 3 + number % 40));
            }
            3 => {
                add.read_field(from.clone());
                add.transform(&target, format!("Substring:field={from};start={};length=4", 1 + number % 9));
            }
            _ => {
                add.copy_named(from, &target);
            }
        }
    }

    /// The rows as they stand in the field map.
    pub fn json(&self, first_id: i64) -> impl Iterator<Item = Json> + '_ {
        let number = self.kind.number();
        self.rows.iter().enumerate().map(move |(at, row)| {
            object! {
                "action": 0,
                "sourceField": row.source.as_str(),
                "destinationField": row.destination.as_str(),
                "id": if first_id == 0 { 0 } else { first_id + at as i64 },
                "delimiter": row.delimiter,
                "transform": row.transform.as_str(),
                "forCreateOnly": row.create_only,
                "objectType": number,
                "isKey": row.is_key,
                "options": row.options.as_deref(),
            }
        })
    }
}

/// Adds rows that read from one source.
struct RowBuilder<'a> {
    rows: &'a mut Rows,
    source: &'a ConnectedSystem,
    random: &'a mut Random,
}

impl RowBuilder<'_> {
    /// The source's name of a field, which is read from now on.
    fn source_field(&mut self, field: &Field) -> String {
        self.read_field(self.source.field_name(field))
    }

    fn read_field(&mut self, name: String) -> String {
        // Names of custom attributes that were made for a lack of others stand in no filter.
        if !self.rows.fields.contains(&name) {
            self.rows.fields.push(name.clone());
        }
        name
    }

    fn copy(&mut self, field: &Field, destination: &str) -> &mut Row {
        let source = self.source_field(field);
        self.row(source, destination, String::new())
    }

    fn copy_named(&mut self, source: String, destination: &str) -> &mut Row {
        let source = self.read_field(source);
        self.row(source, destination, String::new())
    }

    fn transform(&mut self, destination: &str, transform: impl Into<String>) -> &mut Row {
        self.row(String::new(), destination, transform.into())
    }

    fn row(&mut self, source: String, destination: &str, transform: String) -> &mut Row {
        self.rows.rows.push(Row {
            source,
            destination: destination.to_owned(),
            transform,
            is_key: false,
            create_only: false,
            delimiter: "",
            options: None,
        });
        self.rows.rows.last_mut().expect("just added")
    }

    /// A user of Active Directory.
    fn account(&mut self) {
        self.copy(&NUMBER, "employeeID").key();
        let (full, number) = (self.source_field(&FULL), self.source_field(&NUMBER));
        self.transform("cn", format!("Join:field={full};separator=-;field={number}")).create_only();
        self.copy(&FIRST, "givenName");
        self.copy(&LAST, "sn");
        self.copy(&FULL, "displayName");
        self.copy(&LOGIN, "sAMAccountName").create_only();
        self.password("password");
    }

    fn password(&mut self, attribute: &str) {
        let length = self.random.between(12, 20);
        let row = self.transform(attribute, "Static:value=${INITIAL_PASSWORD}").create_only();
        row.options = Some(format!(
            "{{\"passwordLength\":{length},\"includeUppercaseAlphabets\":true,\"includeLowercaseAlphabets\":true,\
             \"includeDigits\":true,\"includeSpecialSymbols\":true,\"specialSymbols\":\"!#+-=?\",\
             \"excludeSimilarSymbols\":false,\"managerNotification\":false,\"passwordType\":0}}"
        ));
    }
}

impl Row {
    fn key(&mut self) -> &mut Self {
        self.is_key = true;
        self.create_only()
    }

    fn create_only(&mut self) -> &mut Self {
        self.create_only = true;
        self
    }

    fn delimiter(&mut self, delimiter: &'static str) {
        self.delimiter = delimiter;
    }
}
