//! The program: no words open the window, words go to the command line. Knows nothing else.

use std::process::ExitCode;

use pixloom::{cli, engine, gui};

fn main() -> ExitCode {
    engine::quiet_own_panics();
    let words = cli::read();
    let outcome = match (cli::keep_log(&words), words.command) {
        (Err(outcome), _) => outcome,
        (Ok(()), Some(command)) => cli::carry_out(&command),
        (Ok(()), None) => window_or_samples(words.folder),
    };
    outcome.into()
}

/// Opens the window. Where there is none to be had, says so and does the main job in the terminal.
fn window_or_samples(folder: Option<std::path::PathBuf>) -> cli::Outcome {
    match gui::open(folder.clone()) {
        Ok(()) => cli::Outcome::AllWell,
        Err(error) => cli::instead_of_window(&error.to_string(), folder),
    }
}
