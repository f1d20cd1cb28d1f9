//! The `Idempotency-Key` header (draft-ietf-httpapi-idempotency-key-header).

use axum::http::{HeaderMap, HeaderName, StatusCode};
use contract::consultation::RequestId;
use sfv::{BareItem, Item, Parser};

use super::problem::Problem;

/// The header.
pub const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// Checks that the header, if present, is a structured-field string (RFC 9651, section 3.3.3) with the
/// request's id. Only the id identifies a request, so a key that differs, or that comes without an id,
/// is an error of the sender.
///
/// # Errors
/// 400, by section 2.7 of the draft, with the expected form.
pub fn check(headers: &HeaderMap, id: Option<&RequestId>) -> Result<(), Problem> {
    let mut values = headers.get_all(&IDEMPOTENCY_KEY).iter();
    let Some(value) = values.next() else {
        return Ok(());
    };
    let key = match Parser::new(value.as_bytes())
        .parse::<Item>()
        .map(|item| item.bare_item)
    {
        Ok(BareItem::String(key)) if values.next().is_none() => key,
        _ => return Err(invalid()),
    };
    match id {
        Some(id) if id.as_str() == key.as_str() => Ok(()),
        _ => Err(invalid()),
    }
}

fn invalid() -> Problem {
    Problem::new(
        StatusCode::BAD_REQUEST,
        "Idempotency-Key must be the request's id as a structured-field string, once, with its quotes: Idempotency-Key: \"123e4567-e89b-42d3-a456-426614174000\"",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(values: &[&str]) -> bool {
        let id = RequestId::from_random([0xab; 16]);
        let mut headers = HeaderMap::new();
        for value in values {
            let value = value.replace("ID", id.as_str());
            headers.append(IDEMPOTENCY_KEY, value.parse().expect("a header"));
        }
        super::check(&headers, Some(&id)).is_ok()
    }

    #[test]
    fn the_id_in_quotes_and_a_missing_key_are_accepted() {
        assert!(check(&[]));
        assert!(check(&["\"ID\""]));
        assert!(check(&[" \"ID\" "]));
    }

    #[test]
    fn any_other_key_is_rejected() {
        for value in [
            "ID",
            "\"ID",
            "\"other\"",
            "\"\"",
            "",
            ":SUQ=:",
            "\"ID\", \"ID\"",
        ] {
            assert!(!check(&[value]), "{value}");
        }
        assert!(!check(&["\"ID\"", "\"ID\""]));
    }

    #[test]
    fn a_key_without_an_id_is_rejected() {
        let value = "\"123e4567-e89b-42d3-a456-426614174000\"";
        let value = value.parse().expect("a header");
        let headers = HeaderMap::from_iter([(IDEMPOTENCY_KEY, value)]);
        assert!(super::check(&headers, None).is_err());
        assert!(super::check(&HeaderMap::new(), None).is_ok());
    }
}
