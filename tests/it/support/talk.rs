//! A conversation with the real program in plain mode, over pipes: a line is typed only once the question is asked.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use chrono::NaiveDate;
use nhsmail_starter::guide::Guide;

use super::desk::Desk;

/// How long a program that says nothing is waited for, before the test stops.
const PATIENCE: Duration = Duration::from_secs(20);

/// The program, and what it says line by line.
pub(crate) struct Talk {
    program: Child,
    lines: Receiver<String>,
    /// The line that ends every question.
    ends: [String; 2],
}

impl Talk {
    /// Starts the program on the file of the desk.
    pub(crate) fn start(desk: &Desk, day: NaiveDate) -> Self {
        Self::with(desk.plain(day))
    }

    /// Starts the program as a command has it.
    pub(crate) fn with(mut command: Command) -> Self {
        let mut program = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (heard, lines) = channel();
        let said = BufReader::new(program.stdout.take().unwrap()).lines();
        thread::spawn(move || said.map_while(Result::ok).try_for_each(|line| heard.send(line)));
        let ends = ["plain.type-help", "plain.or-words"].map(|id| Guide::builtin().word(id).to_owned());
        Self { program, lines, ends }
    }

    /// What is said up to the end of the next question.
    pub(crate) fn hear(&self) -> String {
        let mut said = String::new();
        loop {
            let line = self.lines.recv_timeout(PATIENCE);
            let line = line.unwrap_or_else(|why| panic!("{why}, after\n{said}"));
            said += &line;
            said.push('\n');
            if self.ends.contains(&line) {
                return said;
            }
        }
    }

    pub(crate) fn say(&mut self, line: &str) {
        let input = self.program.stdin.as_mut().unwrap();
        input.write_all(format!("{line}\n").as_bytes()).unwrap();
    }

    /// Types a line, and hears what comes of it.
    pub(crate) fn ask(&mut self, line: &str) -> String {
        self.say(line);
        self.hear()
    }

    /// The number of the program's process.
    #[cfg(target_os = "linux")]
    pub(crate) fn id(&self) -> u32 {
        self.program.id()
    }

    /// Pulls the plug.
    pub(crate) fn kill(mut self) {
        self.program.kill().unwrap();
        self.program.wait().unwrap();
    }

    /// Types no more. What is said to the end, and how it ends.
    pub(crate) fn end(mut self) -> (String, ExitStatus) {
        drop(self.program.stdin.take());
        let said = self.lines.iter().map(|line| line + "\n").collect();
        (said, self.program.wait().unwrap())
    }
}
