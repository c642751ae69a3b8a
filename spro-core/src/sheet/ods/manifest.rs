//! Whether a password locks the parts of a package.

use super::super::error::Cause;
use super::super::package::{Node, Package};

/// Whether the manifest says of some part how it was encrypted, or the package holds another one that is.
pub(super) fn is_encrypted(package: &mut Package<'_>) -> Result<bool, Cause> {
    if package.has("encrypted-package") {
        return Ok(true);
    }
    let Some(mut xml) = package.xml_if_any("META-INF/manifest.xml")? else { return Ok(false) };
    loop {
        match xml.next()? {
            Node::Open(tag) if tag.name() == b"encryption-data" => return Ok(true),
            Node::End => return Ok(false),
            _ => {}
        }
    }
}
