//! The command line.

fn main() -> std::process::ExitCode {
    spro::cli::main()
}
