//! Zipped XML, which XLSX and ODS share: the gate on the zip directory, bounded inflation, XML without entities.

mod archive;
mod entity;
mod inflate;
mod kind;
mod moment;
mod number;
mod raised;
mod tag;
mod window;
mod xml;

#[cfg(test)]
pub(super) mod testing;
#[cfg(test)]
mod tests;

pub(super) use archive::Package;
#[cfg(feature = "report")]
pub(crate) use archive::key as part_key;
#[cfg(feature = "report")]
pub(crate) use entity::unescape;
#[cfg(feature = "report")]
pub(crate) use inflate::inflated;
pub(super) use kind::{Content, content};
pub(super) use moment::{is_first, moment};
pub(super) use number::number;
pub(super) use raised::raise;
pub(super) use tag::{Attr, Tag};
pub(super) use xml::{Node, Xml};
