//! The program: hand over arguments and streams, return the exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    cailiang::cli::main(std::env::args_os())
}
