//! The binary: standard streams, the environment and the exit code. Everything else is in the library.

use std::io;
use std::process::ExitCode;

use nhsmail_starter::cli::{self, Streams, WipedInput};
use nhsmail_starter::guide::Guide;
use nhsmail_starter::shell::environment::environment;
use nhsmail_starter::shell::{core_dump, terminal};

/// Wipes every block of memory that is given back, whoever used it.
#[global_allocator]
static WIPING: zeroizing_alloc::ZeroAlloc<std::alloc::System> =
    zeroizing_alloc::ZeroAlloc(std::alloc::System);

fn main() -> ExitCode {
    core_dump::forbid();
    terminal::outlive_file_limits();
    let guide = Guide::builtin();
    terminal::hand_back_on_panic(
        guide.word("cli.panic").to_owned(),
        guide.word("plain.press-enter-close").to_owned(),
    );
    let mut streams = Streams {
        input: &mut WipedInput::new(io::stdin()),
        output: &mut io::stdout(),
        errors: &mut io::stderr(),
        terminal: terminal::is_interactive(),
        own_window: terminal::owns_its_window(),
    };
    cli::run(std::env::args_os(), &mut streams, &environment()).into()
}
