//! WebAssembly face.
