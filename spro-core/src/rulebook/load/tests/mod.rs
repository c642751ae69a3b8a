mod built_in;
mod extending;
mod files;
mod records;
