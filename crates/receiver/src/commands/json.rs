//! Requests as a JSON array.

use std::io;

use crate::store::Row;

/// Writes rows as the objects of an array.
pub struct Json<W: io::Write> {
    out: W,
    separator: &'static str,
}

impl<W: io::Write> Json<W> {
    /// Writes the beginning.
    pub fn new(mut out: W) -> io::Result<Self> {
        out.write_all(b"[")?;
        Ok(Self {
            out,
            separator: "\n",
        })
    }

    /// Writes a row.
    pub fn write(&mut self, row: &Row) -> io::Result<()> {
        self.out.write_all(self.separator.as_bytes())?;
        self.separator = ",\n";
        serde_json::to_writer_pretty(&mut self.out, row)?;
        Ok(())
    }

    /// Writes the end.
    pub fn end(&mut self) -> io::Result<()> {
        self.out.write_all(b"\n]\n")?;
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use contract::ConsultationRequest;
    use serde_json::Value;

    use super::*;
    use crate::store::Channel;

    #[test]
    fn any_number_of_rows_is_an_array() {
        let row = Row {
            received_at: "2027-01-15T08:00:00.250Z".to_owned(),
            channel: Channel::Json,
            superseded_by: None,
            consent_known: None,
            opened_at: None,
            done_at: None,
            request: ConsultationRequest::default(),
        };
        for count in 0..3 {
            let mut text = Vec::new();
            let mut json = Json::new(&mut text).expect("a beginning");
            for _ in 0..count {
                json.write(&row).expect("written");
            }
            json.end().expect("an end");
            let rows: Vec<Value> = serde_json::from_slice(&text).expect("JSON");
            assert_eq!(rows.len(), count);
        }
    }
}
