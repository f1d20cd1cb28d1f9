//! The quantities in an English text: counts, shares and dates, in digits or in words.

use std::fmt;

/// A quantity.
#[derive(Debug, Clone, PartialEq)]
pub enum Quantity {
    /// A number, without separators: `1000` for `1,000`.
    Count(String),
    /// So many of a hundred, in whole numbers.
    Percent(String),
    /// The same, said as a share: `two in three`, `half`.
    Share(f64),
    /// A day, a month or a year: `2024-08-09`, `2024-08`, `2024`.
    Date(String),
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count(count) => f.write_str(count),
            Self::Percent(count) => write!(f, "{count} of 100"),
            Self::Share(share) => write!(f, "a share of {share:.0} in 100"),
            Self::Date(date) => f.write_str(date),
        }
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// From two on: `one` is an article more often than a number.
const NUMBERS: [&str; 11] = [
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
];

enum Token {
    Word(String),
    /// A number, and what stands right behind it.
    Number(String, char),
}

/// The quantities that a text states.
pub fn stated(text: &str) -> Vec<Quantity> {
    read(text, false)
}

/// The quantities that may be stated of a text: those in it, rounded too, and a part of a whole also
/// out of a hundred.
pub fn known(text: &str) -> Vec<Quantity> {
    read(text, true)
}

fn read(text: &str, derived: bool) -> Vec<Quantity> {
    let tokens = tokens(text);
    let mut found = Vec::new();
    let mut rest = &tokens[..];
    while !rest.is_empty() {
        let used = match date(rest) {
            Some((date, used)) => {
                found.push(Quantity::Date(date));
                used
            }
            None => {
                part(rest, derived, &mut found).unwrap_or_else(|| single(rest, derived, &mut found))
            }
        };
        rest = &rest[used..];
    }
    found
}

/// The date at the start of the tokens, and how many of them it takes.
fn date(tokens: &[Token]) -> Option<(String, usize)> {
    let year = |at| tokens.get(at).and_then(Token::year);
    let month = |at| tokens.get(at).and_then(Token::month);
    let day = |at| tokens.get(at).and_then(Token::day);
    if let (Some(day), Some(month), Some(year)) = (day(0), month(1), year(2)) {
        return Some((format!("{year}-{month:02}-{day:02}"), 3));
    }
    if let (Some(month), Some(day), Some(year)) = (month(0), day(1), year(2)) {
        return Some((format!("{year}-{month:02}-{day:02}"), 3));
    }
    if let (Some(month), Some(year)) = (month(0), year(1)) {
        return Some((format!("{year}-{month:02}"), 2));
    }
    year(0).map(|year| (year.to_string(), 1))
}

/// A part of a whole at the start of the tokens, `2 in 3` or `two of 40` or `2/3`.
fn part(tokens: &[Token], derived: bool, found: &mut Vec<Quantity>) -> Option<usize> {
    let (part, slash) = match tokens.first()? {
        // `74 % in 2023` is no part of anything.
        Token::Number(_, '%') => return None,
        Token::Number(number, after) => (number.parse().ok()?, *after == '/'),
        Token::Word(word) if word == "one" => (1.0, false),
        word => (word.count()?.parse().ok()?, false),
    };
    let (between, at) = match tokens.get(1)? {
        Token::Word(word) if word == "in" || word == "of" => (word.as_str(), 2),
        Token::Number(..) if slash => ("/", 1),
        _ => return None,
    };
    let whole = tokens.get(at)?.count()?;
    let share = 100.0 * part / whole.parse::<f64>().ok()?;
    if !(0.0..100.0).contains(&share) {
        return None;
    }
    if derived || between == "in" {
        found.push(Quantity::Share(share));
    }
    if derived || whole == "100" {
        found.push(Quantity::Percent(share.round().to_string()));
    }
    if derived || between != "in" && whole != "100" {
        found.push(Quantity::Count(part.to_string()));
        found.push(Quantity::Count(whole));
    }
    if derived {
        found.push(Quantity::Count(share.round().to_string()));
    }
    Some(at + 1)
}

/// What the first token says alone.
fn single(tokens: &[Token], derived: bool, found: &mut Vec<Quantity>) -> usize {
    let next = match tokens.get(1) {
        Some(Token::Word(word)) => word.as_str(),
        _ => "",
    };
    match &tokens[0] {
        Token::Word(word) if word == "half" => found.push(Quantity::Share(50.0)),
        Token::Word(word) if word == "third" && next == "of" => {
            found.push(Quantity::Share(100.0 / 3.0));
        }
        Token::Number(number, '%') if !derived => found.push(Quantity::Percent(number.clone())),
        token => found.extend(token.count().map(Quantity::Count)),
    }
    if let (Token::Number(number, after), true) = (&tokens[0], derived)
        && let Ok(number) = number.parse::<f64>()
    {
        let rounded = number.round().to_string();
        if *after == '%' {
            found.push(Quantity::Share(number));
            found.push(Quantity::Percent(rounded.clone()));
        }
        found.push(Quantity::Count(rounded));
    }
    1
}

impl Token {
    fn count(&self) -> Option<String> {
        match self {
            Self::Number(number, _) => Some(number.clone()),
            Self::Word(word) => {
                let word = word.to_lowercase();
                let index = NUMBERS.iter().position(|number| *number == word)?;
                Some((index + 2).to_string())
            }
        }
    }

    fn year(&self) -> Option<u16> {
        match self {
            Self::Number(number, _) => number.parse().ok().filter(|y| (1900..2100).contains(y)),
            Self::Word(_) => None,
        }
    }

    fn day(&self) -> Option<u8> {
        match self {
            Self::Number(number, _) => number.parse().ok().filter(|day| (1..=31).contains(day)),
            Self::Word(_) => None,
        }
    }

    /// `Aug`, `Sept` and `August`, but not the verb `may`.
    fn month(&self) -> Option<usize> {
        match self {
            Self::Word(word) if word.len() >= 3 => {
                let index = MONTHS.iter().position(|month| month.starts_with(word))?;
                Some(index + 1)
            }
            _ => None,
        }
    }
}

/// Words and numbers. `8-hour` begins with a number; `T01` and `94C` are names.
fn tokens(text: &str) -> Vec<Token> {
    let chars: Vec<char> = text.chars().collect();
    let digit = |at: usize| chars.get(at).is_some_and(char::is_ascii_digit);
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        if !chars[at].is_alphanumeric() {
            at += 1;
            continue;
        }
        let start = at;
        if digit(at) {
            let thousands = |at: usize| {
                chars[at] == ',' && (1..4).all(|next| digit(at + next)) && !digit(at + 4)
            };
            let point = |at: usize| chars[at] == '.' && digit(at + 1);
            while at < chars.len() && (digit(at) || thousands(at) || point(at)) {
                at += 1;
            }
        }
        let number = at > start && !chars.get(at).is_some_and(|c| c.is_alphabetic());
        while !number && at < chars.len() && chars[at].is_alphanumeric() {
            at += 1;
        }
        let word: String = chars[start..at].iter().collect();
        tokens.push(match number {
            true => Token::Number(
                word.replace(',', ""),
                chars.get(at).copied().unwrap_or_default(),
            ),
            false => Token::Word(word),
        });
    }
    tokens
}

#[test]
fn counts_shares_and_dates_are_distinguished() {
    let count = |count: &str| Quantity::Count(count.into());
    let date = |date: &str| Quantity::Date(date.into());
    for (text, quantities) in [
        (
            "In two trials, 8 of 29.",
            vec![count("2"), count("8"), count("29")],
        ),
        ("$1,000 or 9.4", vec![count("1000"), count("9.4")]),
        ("T01, 94C, NCT077: one more", vec![]),
        ("It may help as of May 2026", vec![date("2026-05")]),
        (
            "June 4, 2024; 9 Aug 2024",
            vec![date("2024-06-04"), date("2024-08-09")],
        ),
        ("from 2010 to 2015", vec![date("2010"), date("2015")]),
        (
            "seven in ten, one in two",
            vec![Quantity::Share(70.0), Quantity::Share(50.0)],
        ),
        (
            "over 160 in 33 of 100",
            vec![count("160"), Quantity::Percent("33".into())],
        ),
        ("8-hour", vec![count("8")]),
    ] {
        assert_eq!(stated(text), quantities, "{text}");
    }
}

#[test]
fn what_is_known_may_be_rounded_and_said_out_of_a_hundred() {
    for (text, quantity) in [
        ("71.2%", Quantity::Count("71".into())),
        ("37/52", Quantity::Count("71".into())),
        ("4 in 10 samples", Quantity::Count("40".into())),
        ("35-47%", Quantity::Count("35".into())),
        ("67%", Quantity::Share(67.0)),
        ("47.6%", Quantity::Percent("48".into())),
        ("5/53", Quantity::Percent("9".into())),
    ] {
        assert!(known(text).contains(&quantity), "{text}");
        assert!(
            !known(text).contains(&Quantity::Count("68".into())),
            "{text}"
        );
    }
}
