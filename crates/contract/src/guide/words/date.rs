//! Days as readers of the language write them.

use serde::{Deserialize, Serialize};

use super::texts;

words! {
    /// How days are written.
    DateWords {
        /// The order of a day's parts: `{day}`, `{month}` and `{year}`, each once.
        pattern: String,
        /// The names of the twelve months, as they stand in a day.
        months: Vec<String>,
    }
}

impl DateWords {
    /// What a pattern fills in.
    pub(crate) const PARTS: [&str; 3] = ["{day}", "{month}", "{year}"];

    /// A day of the guide file, `YYYY-MM-DD`, in words. The guide's checks see to it that it is one.
    pub fn day(&self, day: &str) -> String {
        let parts: Vec<_> = day.split('-').collect();
        let [year, month, day] = parts[..] else {
            return day.to_owned();
        };
        let number = month.parse().unwrap_or(0_usize);
        let month = number
            .checked_sub(1)
            .and_then(|index| self.months.get(index));
        let [day_part, month_part, year_part] = Self::PARTS;
        self.pattern
            .replace(day_part, day.trim_start_matches('0'))
            .replace(month_part, month.map_or("", |month| month))
            .replace(year_part, year)
    }
}

#[cfg(test)]
mod tests {
    use super::DateWords;

    fn words(pattern: &str, months: [&str; 12]) -> DateWords {
        DateWords {
            pattern: pattern.to_owned(),
            months: months.map(str::to_owned).into(),
        }
    }

    #[test]
    fn a_day_is_written_as_the_language_does() {
        let mut months = [""; 12];
        months[0] = "January";
        months[10] = "November";
        let english = words("{month} {day}, {year}", months);
        assert_eq!(english.day("2026-11-23"), "November 23, 2026");
        assert_eq!(english.day("2027-01-05"), "January 5, 2027");
        let spanish = words("{day} de {month} de {year}", months.map(|_| "mayo"));
        assert_eq!(spanish.day("2027-05-24"), "24 de mayo de 2027");
    }
}
