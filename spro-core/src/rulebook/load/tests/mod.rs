mod built_in;
mod records;
