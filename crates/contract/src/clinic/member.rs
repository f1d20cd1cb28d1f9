//! The table of the members of `clinic.json`: what each may hold.

use crate::consultation::address;

/// The most bytes of the file.
pub const FILE_LIMIT: usize = 1 << 16;

/// A member that holds a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Member {
    /// Its path, such as `consent.contact`, with `[]` for any item of a list.
    pub path: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// The most characters.
    pub limit: usize,
    /// Whether `languages` may have it too.
    pub translated: bool,
}

/// What a member holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Words in one line.
    Text,
    /// Words in one line, with inline markup but no citations.
    Marked,
    /// A telephone number.
    Phone,
    /// A mail address.
    Mail,
    /// An address that a page links to.
    Web,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::Text, Self::Marked, Self::Phone, Self::Mail, Self::Web];

    /// The name that the browser's script has for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Marked => "marked",
            Self::Phone => "phone",
            Self::Mail => "mail",
            Self::Web => "web",
        }
    }

    /// What an error says is allowed.
    pub fn allowed(self) -> &'static str {
        match self {
            Self::Text => "write words in one line",
            Self::Marked => {
                "write words in one line, **strong words** and [links](tel:988) to https:, mailto:, \
                 tel: or sms:"
            }
            Self::Phone => "write 7 to 15 digits in any format",
            Self::Mail => "write an address such as care@clinic.example",
            Self::Web => "write https://…, or a path of the file's own site such as /privacy",
        }
    }

    /// Whether the text is of this kind; [`Kind::Marked`] has a check of its own.
    pub fn accepts(self, text: &str) -> bool {
        let words = !text.trim().is_empty() && !text.chars().any(char::is_control);
        words
            && match self {
                Self::Text | Self::Marked => true,
                Self::Phone => address::is_phone(text),
                Self::Mail => address::is_email(text),
                Self::Web => is_web(text),
            }
    }
}

/// Whether it is an `https:` address or a path of the same site: never a script, another scheme or
/// another server by `//`.
pub fn is_web(address: &str) -> bool {
    let odd = |c: char| c.is_whitespace() || c.is_control() || "\\\"<>`".contains(c);
    let secure = address
        .get(..8)
        .filter(|scheme| scheme.eq_ignore_ascii_case("https://"))
        .is_some();
    // An `@` before the path would be a user's name and password.
    let host = address.get(8..).unwrap_or_default();
    let host = host.split(['/', '?', '#']).next().unwrap_or_default();
    let path = address.starts_with('/') && !address.starts_with("//") || address.starts_with("./");
    !address.contains(odd) && (path || secure && !host.is_empty() && !host.contains('@'))
}

const fn member(path: &'static str, kind: Kind, limit: usize, translated: bool) -> Member {
    Member {
        path,
        kind,
        limit,
        translated,
    }
}

/// The table. `$schema` and `review` are for people and editors.
pub const MEMBERS: [Member; 16] = [
    member("$schema", Kind::Text, 2000, false),
    member("name", Kind::Text, 100, true),
    member("logo", Kind::Web, 2000, false),
    member("site", Kind::Web, 2000, true),
    member("phone", Kind::Phone, 40, false),
    member("mail", Kind::Mail, 320, false),
    member("address", Kind::Text, 200, true),
    member("privacy", Kind::Web, 2000, true),
    member("language", Kind::Text, 35, false),
    member("hours", Kind::Text, 200, true),
    member("answers", Kind::Text, 300, true),
    member("consent.contact", Kind::Text, 1000, true),
    member("consent.text", Kind::Text, 1000, true),
    member("help.intro", Kind::Marked, 500, true),
    member("help.lines[]", Kind::Marked, 300, true),
    member("review", Kind::Text, 2000, false),
];
