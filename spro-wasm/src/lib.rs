#![doc = include_str!("../README.md")]

mod answer;
mod boundary;
#[cfg(feature = "figures")]
mod figures;
#[cfg(feature = "forms")]
mod forms;
mod operation;
#[cfg(feature = "reader")]
mod reader;
mod rules;
#[cfg(feature = "writer")]
mod writer;

pub use answer::{Answer, Problem};
pub use boundary::{spro_answer, spro_call, spro_reserve};
pub use operation::run;

/// Of an instance of a module there is one thread.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static MEMORY: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
