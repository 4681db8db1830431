//! Rows of the field map.

use super::json::{Json, object};
use super::queries::Class;
use super::random::Random;
use super::scripts;
use super::systems::ConnectedSystem;
use super::vocabulary::{self, EXTRAS, FIRST, FULL, Field, LAST, LOGIN, MAIL, NUMBER, PURPOSE};

/// The kind of object that an object type of a job synchronizes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ObjectKind {
    User,
    Mailbox,
    Contact,
    MailContact,
    Group,
    Person,
    /// A table row that is read from a directory.
    UserRecord,
    /// A table row that is read from a table.
    Record,
    /// A custom object type.
    Custom(i64),
}

impl ObjectKind {
    /// Returns the kinds that a destination supports, the most common first.
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

    /// Returns the object class in a source or destination directory.
    pub fn class(self, is_source: bool) -> Class {
        match self {
            Self::Group => Class::Group,
            Self::Contact | Self::MailContact if !is_source => Class::Contact,
            Self::Custom(_) => Class::Other,
            _ => Class::User,
        }
    }
}

/// A row of the field map.
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

/// The rows of one object type.
#[derive(Debug)]
pub struct Rows {
    pub kind: ObjectKind,
    pub rows: Vec<Row>,
    /// The source fields that the rows read.
    pub source_fields: Vec<String>,
    /// Number of rows that `add_extra_row` added.
    extra_count: usize,
}

impl Rows {
    /// Creates the rows that objects of a kind require.
    pub fn new(
        kind: ObjectKind,
        source: &ConnectedSystem,
        destination: &ConnectedSystem,
        random: &mut Random,
    ) -> Self {
        let mut rows = Self { kind, rows: Vec::new(), source_fields: Vec::new(), extra_count: 0 };
        let provider = destination.provider.name;
        let mut builder = RowBuilder { rows: &mut rows, source, random };
        match (provider, kind) {
            ("Active Directory", ObjectKind::User) => builder.user_account(),
            ("Active Directory", ObjectKind::Mailbox) => {
                builder.user_account();
                let login = builder.source_field(&LOGIN);
                builder.transform("mailNickname", format!("Left:field={login};length=20")).create_only();
                builder
                    .transform("homeMDB", "Static:value=CN=DB02,CN=Databases,DC=corp,DC=example,DC=com")
                    .create_only();
            }
            ("Active Directory", ObjectKind::Contact | ObjectKind::MailContact) => {
                builder.copy_field(&MAIL, "mail").key();
                builder.copy_field(&FULL, "cn").create_only();
                builder.copy_field(&FULL, "displayName");
                builder.copy_field(&FIRST, "givenName");
                builder.copy_field(&LAST, "sn");
                if kind == ObjectKind::MailContact {
                    let mail = builder.source_field(&MAIL);
                    let script =
                        format!("Script:text=DTM.Result = Split(DTM.Source(\"{mail}\") & \"@\", \"@\")(0)");
                    builder.transform("mailNickname", script).create_only();
                    builder.copy_field(&MAIL, "targetAddress");
                }
            }
            ("Active Directory", ObjectKind::Group) => {
                builder.copy_field(&LOGIN, "sAMAccountName").key();
                builder.copy_field(&FULL, "cn").create_only();
                builder.copy_field(&FULL, "displayName");
                builder.transform("groupType", "Static:value=-2147483646").create_only();
                builder.copy_field(&PURPOSE, "description");
                let members = builder.source.column_name(&["Members"]);
                let members = if source.is_directory() { "member".to_owned() } else { members };
                builder.copy_named(members, "member").delimiter(if source.is_directory() { "" } else { ";" });
            }
            ("Microsoft Entra ID", ObjectKind::Group) => {
                builder.copy_field(&FULL, "displayName").key();
                builder.copy_field(&PURPOSE, "description");
                builder.transform("groupType", "Static:value=8").create_only();
                builder.copy_field(&LOGIN, "mailNickname").create_only();
            }
            ("Microsoft Entra ID", _) => {
                let login = builder.source_field(&LOGIN);
                let script = format!(
                    "Script:text=DTM.Result = LCase(DTM.Source(\"{login}\")) & \"@{}\"",
                    destination.domain.1
                );
                builder.transform("userPrincipalName", script).key();
                builder.copy_field(&FULL, "displayName");
                builder.copy_field(&FIRST, "givenName");
                builder.copy_field(&LAST, "surname");
                builder.transform("accountEnabled", "Static:value=True").create_only();
                builder.transform("directoryRole", "Static:value=Directory Readers").create_only();
                if kind == ObjectKind::Mailbox {
                    builder.copy_field(&LOGIN, "mailNickname").create_only();
                    builder.transform("usageLocation", "Static:value=AT");
                    builder.transform("licenseAssignment", "Static:value=ENTERPRISEPACK");
                }
                builder.password("password");
            }
            ("Google Workspace", _) => {
                builder.copy_field(&FIRST, "First Name");
                builder.copy_field(&LAST, "familyName");
                builder.copy_field(&MAIL, "Email").key();
                builder
                    .transform("LicenseAssignment", "Static:value=Google Workspace Business Starter")
                    .create_only();
                builder.transform("AppName", "Static:value=G Suite").create_only();
                builder.copy_field(&LOGIN, "Sam Account Name").create_only();
                builder.copy_field(&FULL, "CN").create_only();
                builder.copy_field(&FULL, "Display Name");
                builder.password("Password");
            }
            ("Generic LDAP", _) => {
                builder.copy_field(&LOGIN, "uid").key();
                for field in [FULL, LAST, FIRST, MAIL] {
                    builder.copy_field(&field, field.ldap);
                }
            }
            (_, ObjectKind::Custom(_)) => {
                builder.copy_field(&NUMBER, &destination.column_name(&["Key"])).key();
                builder.copy_field(&FULL, "cn").create_only();
            }
            _ => {
                builder.copy_field(&NUMBER, &destination.field_name(&NUMBER)).key();
                for field in [FULL, FIRST, LAST, MAIL] {
                    builder.copy_field(&field, &destination.field_name(&field));
                }
            }
        }
        rows
    }

    /// Adds a row. If `script` is given, the row has a script of about that length.
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
        let is_mapped = |name: &str| self.rows.iter().any(|row| row.destination.eq_ignore_ascii_case(name));
        let target = if is_mapped(&target) { format!("exampleCorpField{number:05}") } else { target };
        let from = match field {
            Some(field) => source.field_name(field),
            None if source.is_directory() => source.field_name(random.choose(EXTRAS)),
            None => source.column_name(&["Column", &format!("{number:05}")]),
        };
        let mut builder = RowBuilder { rows: self, source, random };
        if let Some(length) = script {
            builder.read_field(from);
            let fields = builder.rows.source_fields.clone();
            let script = scripts::transform(&fields, length, builder.random);
            builder.transform(&target, script);
            return;
        }
        match builder.random.below(10) {
            0 => {
                let text = format!(
                    "{}, {}",
                    builder.random.choose(vocabulary::DEPARTMENTS),
                    builder.random.choose(vocabulary::SITES)
                );
                builder.transform(&target, format!("Static:value={text}"));
            }
            1 => {
                builder.read_field(from.clone());
                let other = builder.source_field(&FULL);
                builder.transform(&target, format!("Join:field={from};separator= - ;field={other}"));
            }
            2 => {
                builder.read_field(from.clone());
                builder.transform(&target, format!("Left:field={from};length={}", 3 + number % 40));
            }
            3 => {
                builder.read_field(from.clone());
                builder
                    .transform(&target, format!("Substring:field={from};start={};length=4", 1 + number % 9));
            }
            _ => {
                builder.copy_named(from, &target);
            }
        }
    }

    /// Serialises the rows for the field map.
    pub fn json(&self, first_id: i64) -> impl Iterator<Item = Json> + '_ {
        let number = self.kind.number();
        self.rows.iter().enumerate().map(move |(index, row)| {
            object! {
                "action": 0,
                "sourceField": row.source.as_str(),
                "destinationField": row.destination.as_str(),
                "id": if first_id == 0 { 0 } else { first_id + index as i64 },
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
    /// Returns the name of a field in the source and adds it to the source fields.
    fn source_field(&mut self, field: &Field) -> String {
        self.read_field(self.source.field_name(field))
    }

    fn read_field(&mut self, name: String) -> String {
        if !self.rows.source_fields.contains(&name) {
            self.rows.source_fields.push(name.clone());
        }
        name
    }

    fn copy_field(&mut self, field: &Field, destination: &str) -> &mut Row {
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

    /// Adds the rows of an Active Directory user.
    fn user_account(&mut self) {
        self.copy_field(&NUMBER, "employeeID").key();
        let (full, number) = (self.source_field(&FULL), self.source_field(&NUMBER));
        self.transform("cn", format!("Join:field={full};separator=-;field={number}")).create_only();
        self.copy_field(&FIRST, "givenName");
        self.copy_field(&LAST, "sn");
        self.copy_field(&FULL, "displayName");
        self.copy_field(&LOGIN, "sAMAccountName").create_only();
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
