//! How large the built files are, as they are and as they travel.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::io;
use std::path::Path;

/// The size of one file in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Size {
    /// Its path in `dist/`, with `/` between folders.
    pub name: String,
    /// Its size, uncompressed.
    pub raw: u64,
    /// The size of its `.gz`; `raw` without one.
    pub gzip: u64,
    /// The size of its `.br`; `raw` without one.
    pub brotli: u64,
}

/// The files in the folder and below, without their compressed copies, in the order of the names.
pub fn files(folder: &Path) -> io::Result<Vec<String>> {
    let mut names = all_files(folder)?;
    names.retain(|name| !name.ends_with(".br") && !name.ends_with(".gz"));
    Ok(names)
}

/// The files in the folder and below, in the order of the names.
pub fn all_files(folder: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    collect(folder, "", &mut names)?;
    names.sort();
    Ok(names)
}

/// The names of what is in the folder, in their order.
pub fn names(folder: &Path) -> io::Result<Vec<String>> {
    let entries = fs_err::read_dir(folder)?;
    let mut names = entries
        .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
        .collect::<io::Result<Vec<_>>>()?;
    names.sort();
    Ok(names)
}

/// The names of files that only one of the folders has, or that are not the same in both.
pub fn differing(one: &Path, other: &Path) -> io::Result<Vec<String>> {
    let all: BTreeSet<_> = [all_files(one)?, all_files(other)?]
        .concat()
        .into_iter()
        .collect();
    let bytes = |folder: &Path, name: &str| fs_err::read(folder.join(name)).ok();
    let differs = |name: &String| bytes(one, name) != bytes(other, name);
    Ok(all.into_iter().filter(differs).collect())
}

/// The size of every file in the folder and below.
pub fn measure(folder: &Path) -> io::Result<Vec<Size>> {
    let length = |name: &str| fs_err::metadata(folder.join(name)).map(|file| file.len());
    let measured = files(folder)?.into_iter().map(|name| {
        let raw = length(&name)?;
        let copy = |suffix| match length(&format!("{name}.{suffix}")) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(raw),
            length => length,
        };
        let (gzip, brotli) = (copy("gz")?, copy("br")?);
        Ok(Size {
            name,
            raw,
            gzip,
            brotli,
        })
    });
    measured.collect()
}

/// A table of the sizes with their totals.
pub fn table(sizes: &[Size]) -> String {
    let total = Size {
        name: "total".to_owned(),
        raw: sizes.iter().map(|size| size.raw).sum(),
        gzip: sizes.iter().map(|size| size.gzip).sum(),
        brotli: sizes.iter().map(|size| size.brotli).sum(),
    };
    let width = sizes
        .iter()
        .map(|size| size.name.len())
        .max()
        .unwrap_or(0)
        .max(5);
    let mut table = format!(
        "{:width$} {:>9} {:>9} {:>9}\n",
        "file", "raw", "gzip", "brotli"
    );
    for Size {
        name,
        raw,
        gzip,
        brotli,
    } in sizes.iter().chain([&total])
    {
        // Writing to a string never fails.
        let _ = writeln!(table, "{name:width$} {raw:>9} {gzip:>9} {brotli:>9}");
    }
    table
}

fn collect(folder: &Path, prefix: &str, names: &mut Vec<String>) -> io::Result<()> {
    for entry in fs_err::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &format!("{name}/"), names)?;
        } else {
            names.push(name);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_measured_with_its_copies_and_they_are_not_files_of_their_own() {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, bytes) in [("a.js", 9), ("a.js.br", 4), ("a.js.gz", 5), ("b.png", 7)] {
            fs_err::write(folder.path().join(name), vec![0; bytes]).expect("a file");
        }
        let sizes = measure(folder.path()).expect("they can be measured");
        let size = |name: &str, raw, gzip, brotli| Size {
            name: name.to_owned(),
            raw,
            gzip,
            brotli,
        };
        assert_eq!(sizes, [size("a.js", 9, 5, 4), size("b.png", 7, 7, 7)]);
        assert!(table(&sizes).ends_with("total        16        12        11\n"));
    }

    #[test]
    fn a_file_differs_where_its_bytes_do_or_where_one_site_lacks_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let [one, other] = ["one", "other"].map(|name| folder.path().join(name));
        for (site, file, text) in [
            (&one, "same", "x"),
            (&other, "same", "x"),
            (&one, "a.br", "x"),
            (&other, "a.br", "y"),
            (&one, "only", "x"),
        ] {
            fs_err::create_dir_all(site).expect("a folder");
            fs_err::write(site.join(file), text).expect("a file");
        }
        assert_eq!(
            differing(&one, &other).expect("they can be read"),
            ["a.br", "only"]
        );
    }
}
