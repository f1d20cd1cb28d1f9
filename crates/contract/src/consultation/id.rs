//! The request's id: a random UUID, which is also the idempotency key.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A UUID of version 4 (RFC 9562, section 5.4) in its lower-case text form.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String")]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(extend(
        "pattern" = r"^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"
    ))
)]
pub struct RequestId(String);

impl RequestId {
    /// Makes an id from 16 random bytes.
    pub fn from_random(mut bytes: [u8; 16]) -> Self {
        bytes[6] = bytes[6] & 0x0f | 0x40;
        bytes[8] = bytes[8] & 0x3f | 0x80;
        let mut text = String::with_capacity(36);
        for (at, byte) in bytes.into_iter().enumerate() {
            if matches!(at, 4 | 6 | 8 | 10) {
                text.push('-');
            }
            for digit in [byte >> 4, byte & 0x0f] {
                text.push(char::from(b"0123456789abcdef"[usize::from(digit)]));
            }
        }
        Self(text)
    }

    /// The id in its text form.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first eight digits in two groups: short enough to read out on the telephone.
    pub fn reference(&self) -> String {
        let mut text = String::with_capacity(9);
        for (at, digit) in self.0.bytes().take(8).enumerate() {
            if at == 4 {
                text.push('-');
            }
            text.push(char::from(digit.to_ascii_uppercase()));
        }
        text
    }
}

impl TryFrom<String> for RequestId {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let shape = text.len() == 36
            && text.bytes().enumerate().all(|(at, byte)| match at {
                8 | 13 | 18 | 23 => byte == b'-',
                14 => byte == b'4',
                19 => matches!(byte, b'8' | b'9' | b'a' | b'b'),
                _ => byte.is_ascii_digit() || matches!(byte, b'a'..=b'f'),
            });
        if shape {
            Ok(Self(text))
        } else {
            Err(
                "expected a UUID of version 4 in lower case, such as 123e4567-e89b-42d3-a456-426614174000",
            )
        }
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::RequestId;

    #[test]
    fn random_bytes_become_a_uuid_of_version_4() {
        let id = RequestId::from_random([0xff; 16]);
        assert_eq!(id.as_str(), "ffffffff-ffff-4fff-bfff-ffffffffffff");
        assert_eq!(RequestId::try_from(id.to_string()), Ok(id.clone()));
        assert_eq!(id.reference(), "FFFF-FFFF");
    }

    #[test]
    fn other_texts_are_rejected() {
        for text in [
            "",
            "ffffffff-ffff-4fff-bfff-fffffffffff",
            "FFFFFFFF-FFFF-4FFF-BFFF-FFFFFFFFFFFF",
            "ffffffff-ffff-1fff-bfff-ffffffffffff",
            "ffffffff-ffff-4fff-7fff-ffffffffffff",
            "ffffffff+ffff-4fff-bfff-ffffffffffff",
        ] {
            assert!(RequestId::try_from(text.to_owned()).is_err(), "{text}");
        }
    }
}
