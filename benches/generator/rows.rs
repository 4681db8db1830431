//! Rows of the field map.

use super::json::{Json, object};
use super::queries::Class;
use super::random::Random;
use super::scripts;
use super::systems::System;
use super::words::{self, EXTRAS, FIRST, FULL, Field, LAST, LOGIN, MAIL, NUMBER, PURPOSE};

/// What kind of object a part of a job makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
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
    Own(i64),
}

impl Kind {
    /// What a destination can hold, the most usual first.
    pub fn of(destination: &System, source: &System) -> &'static [Self] {
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
            Self::Own(number) => number,
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
            Self::Own(number) => format!("Company object {number}"),
        }
    }

    /// The class of its objects in a directory: those that are read, or those that are written.
    pub fn class(self, is_source: bool) -> Class {
        match self {
            Self::Group => Class::Group,
            Self::Contact | Self::MailContact if !is_source => Class::Contact,
            Self::Own(_) => Class::Other,
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
    pub kind: Kind,
    pub rows: Vec<Row>,
    /// The source fields that are read.
    pub fields: Vec<String>,
    extras: usize,
}

/// The source's and the destination's name of a field.
impl Rows {
    /// The rows without which there are no such objects.
    pub fn new(kind: Kind, source: &System, destination: &System, random: &mut Random) -> Self {
        let mut rows = Self { kind, rows: Vec::new(), fields: Vec::new(), extras: 0 };
        let provider = destination.provider.name;
        let mut add = Adder { rows: &mut rows, source, random };
        match (provider, kind) {
            ("Active Directory", Kind::User) => add.account(),
            ("Active Directory", Kind::Mailbox) => {
                add.account();
                let login = add.field(&LOGIN);
                add.transform("mailNickname", format!("Left:field={login};length=20")).once();
                add.transform("homeMDB", "Static:value=CN=DB02,CN=Databases,DC=corp,DC=example,DC=com")
                    .once();
            }
            ("Active Directory", Kind::Contact | Kind::MailContact) => {
                add.copy(&MAIL, "mail").key();
                add.copy(&FULL, "cn").once();
                add.copy(&FULL, "displayName");
                add.copy(&FIRST, "givenName");
                add.copy(&LAST, "sn");
                if kind == Kind::MailContact {
                    let mail = add.field(&MAIL);
                    let script =
                        format!("Script:text=DTM.Result = Split(DTM.Source(\"{mail}\") & \"@\", \"@\")(0)");
                    add.transform("mailNickname", script).once();
                    add.copy(&MAIL, "targetAddress");
                }
            }
            ("Active Directory", Kind::Group) => {
                add.copy(&LOGIN, "sAMAccountName").key();
                add.copy(&FULL, "cn").once();
                add.copy(&FULL, "displayName");
                add.transform("groupType", "Static:value=-2147483646").once();
                add.copy(&PURPOSE, "description");
                let members = add.source.column(&["Members"]);
                let members = if source.is_directory() { "member".to_owned() } else { members };
                add.named(members, "member").delimiter(if source.is_directory() { "" } else { ";" });
            }
            ("Microsoft Entra ID", Kind::Group) => {
                add.copy(&FULL, "displayName").key();
                add.copy(&PURPOSE, "description");
                add.transform("groupType", "Static:value=8").once();
                add.copy(&LOGIN, "mailNickname").once();
            }
            ("Microsoft Entra ID", _) => {
                let login = add.field(&LOGIN);
                let script = format!(
                    "Script:text=DTM.Result = LCase(DTM.Source(\"{login}\")) & \"@{}\"",
                    destination.domain.1
                );
                add.transform("userPrincipalName", script).key();
                add.copy(&FULL, "displayName");
                add.copy(&FIRST, "givenName");
                add.copy(&LAST, "surname");
                add.transform("accountEnabled", "Static:value=True").once();
                add.transform("directoryRole", "Static:value=Directory Readers").once();
                if kind == Kind::Mailbox {
                    add.copy(&LOGIN, "mailNickname").once();
                    add.transform("usageLocation", "Static:value=AT");
                    add.transform("licenseAssignment", "Static:value=ENTERPRISEPACK");
                }
                add.password("password");
            }
            ("Google Workspace", _) => {
                add.copy(&FIRST, "First Name");
                add.copy(&LAST, "familyName");
                add.copy(&MAIL, "Email").key();
                add.transform("LicenseAssignment", "Static:value=Google Workspace Business Starter").once();
                add.transform("AppName", "Static:value=G Suite").once();
                add.copy(&LOGIN, "Sam Account Name").once();
                add.copy(&FULL, "CN").once();
                add.copy(&FULL, "Display Name");
                add.password("Password");
            }
            ("Generic LDAP", _) => {
                add.copy(&LOGIN, "uid").key();
                for field in [FULL, LAST, FIRST, MAIL] {
                    add.copy(&field, field.ldap);
                }
            }
            (_, Kind::Own(_)) => {
                add.copy(&NUMBER, &destination.column(&["Key"])).key();
                add.copy(&FULL, "cn").once();
            }
            _ => {
                add.copy(&NUMBER, &destination.field(&NUMBER)).key();
                for field in [FULL, FIRST, LAST, MAIL] {
                    add.copy(&field, &destination.field(&field));
                }
            }
        }
        rows
    }

    /// One more row, with a script of about a length or without one.
    pub fn grow(
        &mut self,
        source: &System,
        destination: &System,
        script: Option<usize>,
        random: &mut Random,
    ) {
        let number = self.extras;
        self.extras += 1;
        let field = EXTRAS.get(number);
        let target = match field {
            Some(field) if self.kind != Kind::Group => destination.field(field),
            _ if destination.is_directory() => format!("exampleCorpValue{number:05}"),
            _ => destination.column(&["Extra", &format!("{number:05}")]),
        };
        let is_known = |name: &str| self.rows.iter().any(|row| row.destination.eq_ignore_ascii_case(name));
        let target = if is_known(&target) { format!("exampleCorpField{number:05}") } else { target };
        let from = match field {
            Some(field) => source.field(field),
            None if source.is_directory() => source.field(random.pick(EXTRAS)),
            None => source.column(&["Column", &format!("{number:05}")]),
        };
        let mut add = Adder { rows: self, source, random };
        if let Some(length) = script {
            add.read(from);
            let fields = add.rows.fields.clone();
            let script = scripts::transform(&fields, length, add.random);
            add.transform(&target, script);
            return;
        }
        match add.random.below(10) {
            0 => {
                let text =
                    format!("{}, {}", add.random.pick(words::DEPARTMENTS), add.random.pick(words::SITES));
                add.transform(&target, format!("Static:value={text}"));
            }
            1 => {
                add.read(from.clone());
                let other = add.field(&FULL);
                add.transform(&target, format!("Join:field={from};separator= - ;field={other}"));
            }
            2 => {
                add.read(from.clone());
                add.transform(&target, format!("Left:field={from};length={}", 3 + number % 40));
            }
            3 => {
                add.read(from.clone());
                add.transform(&target, format!("Substring:field={from};start={};length=4", 1 + number % 9));
            }
            _ => {
                add.named(from, &target);
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
struct Adder<'a> {
    rows: &'a mut Rows,
    source: &'a System,
    random: &'a mut Random,
}

impl Adder<'_> {
    /// The source's name of a field, which is read from now on.
    fn field(&mut self, field: &Field) -> String {
        self.read(self.source.field(field))
    }

    fn read(&mut self, name: String) -> String {
        // Names of custom attributes that were made for a lack of others stand in no filter.
        if !self.rows.fields.contains(&name) {
            self.rows.fields.push(name.clone());
        }
        name
    }

    fn copy(&mut self, field: &Field, destination: &str) -> &mut Row {
        let source = self.field(field);
        self.row(source, destination, String::new())
    }

    fn named(&mut self, source: String, destination: &str) -> &mut Row {
        let source = self.read(source);
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
        let (full, number) = (self.field(&FULL), self.field(&NUMBER));
        self.transform("cn", format!("Join:field={full};separator=-;field={number}")).once();
        self.copy(&FIRST, "givenName");
        self.copy(&LAST, "sn");
        self.copy(&FULL, "displayName");
        self.copy(&LOGIN, "sAMAccountName").once();
        self.password("password");
    }

    fn password(&mut self, attribute: &str) {
        let length = self.random.between(12, 20);
        let row = self.transform(attribute, "Static:value=${INITIAL_PASSWORD}").once();
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
        self.once()
    }

    fn once(&mut self) -> &mut Self {
        self.create_only = true;
        self
    }

    fn delimiter(&mut self, delimiter: &'static str) {
        self.delimiter = delimiter;
    }
}
